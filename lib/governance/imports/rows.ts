import type { Readable } from "node:stream";
import { type CsvPlace, type CsvRecord, readCsv } from "@/lib/core/csv/read";
import { faultsOf } from "@/lib/core/faults";
import type { Locale } from "@/lib/core/i18n/locale";
import { type FileLayout, type Names, namesOf } from "@/lib/governance/imports/header";
import type { Importer, NumberedRow, RowFault } from "@/lib/governance/imports/importer";

/** A row of the file: of the form asked for, or with what is wrong about it. */
export type ReadRow = CsvRecord & {
  cellsByColumn: Record<string, string>;
  result: { valid: NumberedRow<unknown> } | { faults: RowFault[] };
};

function judge(
  importer: Importer,
  layout: FileLayout,
  names: Names,
  locale: Locale,
  { row, cells }: CsvRecord,
): Pick<ReadRow, "cellsByColumn" | "result"> {
  const filled = layout.columns.flatMap((key, index) => {
    const cell = cells[index] ?? "";
    return cell === "" ? [] : [[key, names.value(key, cell)] as const];
  });
  const cellsByColumn = Object.fromEntries(filled);
  if (cells.length !== layout.columns.length)
    return {
      cellsByColumn,
      result: {
        faults: [
          {
            field: "",
            value: String(cells.length),
            reason: "governance.wrong_cell_count",
            params: { expected: layout.columns.length, found: cells.length },
          },
        ],
      },
    };
  const parsed = importer.row.safeParse(cellsByColumn, { reportInput: true });
  if (parsed.success)
    return { cellsByColumn, result: { valid: { row, values: parsed.data, cells: cellsByColumn } } };
  return {
    cellsByColumn,
    result: {
      faults: faultsOf(parsed.error.issues).map(({ path, key, params }): RowFault => {
        const [field = ""] = path.split(".");
        const value = cellsByColumn[field];
        if (value === undefined) return { field, value: "", reason: "governance.cell_missing" };
        const values = names.labels(field, locale);
        return { field, value, key, params: values ? { values: values.join(", ") } : params };
      }),
    },
  };
}

/**
 * Reads the rows of a file while it arrives; blank lines are passed over.
 * @param content begins at `from`.
 */
export async function* readRows(
  importer: Importer,
  layout: FileLayout,
  content: Readable,
  { from = layout.start, locale }: { from?: CsvPlace; locale: Locale },
): AsyncGenerator<ReadRow> {
  const names = await namesOf(importer);
  for await (const record of readCsv(content, layout.delimiter, from)) {
    if (record.cells.every((cell) => cell === "")) continue;
    yield { ...record, ...judge(importer, layout, names, locale, record) };
  }
}
