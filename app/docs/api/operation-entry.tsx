import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ShownField, ShownOperation } from "@/lib/core/openapi/reading";

const line = "flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-hover";

function LineContent({ operation }: { operation: ShownOperation }) {
  return (
    <>
      <span className="w-10 font-medium font-mono text-ink-2 text-xs uppercase">{operation.method}</span>
      <code className="min-w-0 break-all font-mono text-sm">{operation.path}</code>
      <span className="ml-auto text-ink-3 text-sm">{operation.summary}</span>
    </>
  );
}

/** One operation among very many: its line leads to it alone. */
export const OperationLine = ({ operation }: { operation: ShownOperation }) => (
  <a href={`/docs/api?operation=${encodeURIComponent(operation.id)}`} className={line}>
    <LineContent operation={operation} />
  </a>
);

/** One operation: a line to find it by, and everything about it behind. */
export async function OperationEntry({ operation, open }: { operation: ShownOperation; open: boolean }) {
  const t = await getTranslations("core.docs.page");
  return (
    <details id={operation.id} open={open} className="group scroll-mt-20">
      <summary className={`${line} cursor-pointer`}>
        <LineContent operation={operation} />
      </summary>
      <div className="space-y-4 border-line border-t px-3 py-4 text-sm">
        {operation.description ? <p>{operation.description}</p> : null}
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-ink-3">{t("permission")}</span>
          <code className="font-mono text-xs">{operation.permission ?? t("noPermission")}</code>
          {operation.stepUp ? <Badge tone="waiting">{t("stepUp")}</Badge> : null}
        </p>
        <Fields title={t("parameters")} fields={operation.parameters} />
        <Fields title={t("body")} fields={operation.body} />
        <div>
          <h3 className="font-medium">{t("answers")}</h3>
          <dl className="mt-1 grid grid-cols-[3rem_1fr] gap-y-1">
            {operation.answers.map(({ code, description }) => (
              <div key={code} className="contents">
                <dt className="figures font-mono text-xs leading-5">{code}</dt>
                <dd className="text-ink-2">{description}</dd>
              </div>
            ))}
          </dl>
        </div>
        <div>
          <h3 className="font-medium">{t("example")}</h3>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-1 overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs"
          >
            {operation.example}
          </pre>
        </div>
      </div>
    </details>
  );
}

async function Fields({ title, fields }: { title: string; fields: ShownField[] }) {
  if (fields.length === 0) return null;
  const t = await getTranslations("core.docs.page");
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <div className="mt-1 rounded-md border border-line">
        <Table>
          <TableHead>
            <tr>
              <TableHeader>{t("name")}</TableHeader>
              <TableHeader>{t("type")}</TableHeader>
              <TableHeader>{t("meaning")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {fields.map((field) => (
              <TableRow key={field.name}>
                <TableCell className="whitespace-nowrap font-mono text-xs">
                  {field.name}
                  {field.required ? <span className="ml-2 font-sans text-ink-3">{t("required")}</span> : null}
                </TableCell>
                <TableCell className="max-w-64 break-words font-mono text-ink-2 text-xs">
                  {field.type}
                </TableCell>
                <TableCell className="max-w-96 break-words text-ink-2">{field.description}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
