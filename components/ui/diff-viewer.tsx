import { useTranslations } from "next-intl";
import type { ColumnDescription } from "@/lib/core/resource/description";
import { Cell } from "../table/cell";
import { cn } from "./cn";
import { type DiffRow, diffRows, isMoney } from "./diff";
import { Money } from "./money";

/** What is known of a field: its label, and how its values are drawn. */
export type DiffField = Pick<ColumnDescription, "key" | "label"> &
  Partial<Pick<ColumnDescription, "kind" | "options">>;

export type DiffViewerProps = {
  before: Record<string, unknown> | null | undefined;
  after: Record<string, unknown> | null | undefined;
  /** Fields by path; one that is not here is shown under its path. */
  fields?: DiffField[];
  /** Draws only the new values: for a record that comes to be, or an input that is to be approved. */
  afterOnly?: boolean;
};

/** What changed, readable: field, old, new. What stayed is folded away. */
export function DiffViewer({ before, after, fields = [], afterOnly }: DiffViewerProps) {
  const t = useTranslations("core.diff");
  const rows = diffRows(afterOnly ? null : before, after);
  const changed = rows.filter((row) => row.change !== "same");
  const rest = rows.filter((row) => row.change === "same");
  if (rows.length === 0 || (changed.length === 0 && afterOnly))
    return <p className="text-ink-3 text-sm">{t("same")}</p>;
  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      {changed.length > 0 ? (
        <Rows rows={changed} fields={fields} afterOnly={afterOnly} />
      ) : (
        <p className="px-3 py-2 text-ink-3 text-sm">{t("same")}</p>
      )}
      {rest.length > 0 ? (
        <details className="border-line border-t">
          <summary className="cursor-pointer px-3 py-2 text-ink-3 text-sm hover:text-ink">
            {t("unchanged", { count: rest.length })}
          </summary>
          <Rows rows={rest} fields={fields} afterOnly />
        </details>
      ) : null}
    </div>
  );
}

type RowsProps = { rows: DiffRow[]; fields: DiffField[]; afterOnly?: boolean };

function Rows({ rows, fields, afterOnly }: RowsProps) {
  const t = useTranslations("core.diff");
  return (
    <table className="w-full table-fixed text-sm">
      <thead
        className={cn("bg-sunken text-left text-ink-2 text-xs", afterOnly ? "sr-only" : "max-sm:sr-only")}
      >
        <tr>
          <th scope="col" className="h-8 w-1/4 px-3 font-medium">
            {t("field")}
          </th>
          {afterOnly ? null : (
            <th scope="col" className="px-3 font-medium">
              {t("before")}
            </th>
          )}
          <th scope="col" className="px-3 font-medium">
            {t("after")}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map((row) => {
          const field = fields.find((one) => one.key === row.path);
          return (
            <tr key={row.path} className="align-top max-sm:flex max-sm:flex-col max-sm:gap-1 max-sm:p-3">
              <th
                scope="row"
                className="px-3 py-2 text-left font-normal text-ink-2 [overflow-wrap:anywhere] sm:w-1/4 max-sm:p-0"
              >
                {field?.label ?? <span className="font-mono text-xs">{row.path}</span>}
              </th>
              {afterOnly ? null : (
                <td className="px-3 py-2 max-sm:p-0">
                  <Side sign="−" words={t("before")} value={row.before} field={field} tone="old" />
                </td>
              )}
              <td className="px-3 py-2 max-sm:p-0">
                {afterOnly ? (
                  <Value value={row.after} field={field} />
                ) : (
                  <Side sign="+" words={t("after")} value={row.after} field={field} tone="new" />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type SideProps = {
  sign: string;
  words: string;
  value: unknown;
  field: DiffField | undefined;
  tone: "old" | "new";
};

function Side({ sign, words, value, field, tone }: SideProps) {
  const nothing = value === undefined || value === null || value === "";
  return (
    <div
      className={cn(
        "flex min-w-0 gap-2 rounded-sm px-1.5 py-0.5",
        !nothing && (tone === "old" ? "bg-danger-soft" : "bg-done-soft"),
      )}
    >
      <span aria-hidden className={tone === "old" ? "font-mono text-danger" : "font-mono text-done"}>
        {nothing ? "" : sign}
      </span>
      <span className="sr-only">{words}</span>
      <div className="min-w-0 flex-1">
        <Value value={value} field={field} />
      </div>
    </div>
  );
}

function Value({ value, field }: { value: unknown; field: DiffField | undefined }) {
  if (isMoney(value)) return <Money value={value} />;
  const kind = field?.kind ?? guessKind(value);
  const column: ColumnDescription = {
    key: "",
    label: "",
    kind,
    sortable: false,
    shown: true,
    width: 0,
    options: field?.options,
  };
  return <Cell column={column} value={value as never} full />;
}

function guessKind(value: unknown): ColumnDescription["kind"] {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "integer";
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return "tags";
  if (typeof value === "object") return "json";
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*Z$/.test(value)) return "time";
  return "text";
}
