import { getTranslations } from "next-intl/server";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ChangedField } from "./change-words";

/** Before and after, side by side. Colour is not alone: what goes is struck out. */
export async function Changes({ fields, label }: { fields: ChangedField[]; label: string }) {
  const t = await getTranslations("core.diff");
  if (fields.length === 0) return <p className="px-4 py-3 text-ink-3 text-sm">{t("same")}</p>;
  return (
    <Table aria-label={label} className="table-fixed max-sm:min-w-120">
      <TableHead>
        <tr>
          <TableHeader className="w-1/4">{t("field")}</TableHeader>
          <TableHeader>{t("before")}</TableHeader>
          <TableHeader>{t("after")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.key} className="align-top">
            <TableCell className="font-medium [overflow-wrap:anywhere]">{field.label}</TableCell>
            <TableCell>
              <Side value={field.before} gone />
            </TableCell>
            <TableCell>
              <Side value={field.after} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

async function Side({ value, gone }: { value: string | null; gone?: boolean }) {
  const t = await getTranslations("core.common");
  if (value === null) return <span className="text-ink-3">{t("empty")}</span>;
  const Word = gone ? "del" : "ins";
  return (
    <Word
      className={
        gone
          ? "whitespace-pre-wrap rounded-sm bg-danger-soft px-1 text-danger decoration-1 [overflow-wrap:anywhere]"
          : "whitespace-pre-wrap rounded-sm bg-done-soft px-1 text-done no-underline [overflow-wrap:anywhere]"
      }
    >
      {value}
    </Word>
  );
}
