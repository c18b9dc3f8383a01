import { type CsvPlace, type Delimiter, readHeader } from "@/lib/core/csv/read";
import { directory } from "@/lib/core/directory";
import { type FieldFault, invalidInput } from "@/lib/core/errors";
import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translate";
import { columnLabel, valueLabel } from "@/lib/core/resource/describe";
import type { Importer } from "@/lib/governance/imports/importer";

/** How a file is to be read: found out once from its first line. */
export type FileLayout = {
  delimiter: Delimiter;
  /** The importer's column in each place of a line. */
  columns: string[];
  /** Where the first row begins. */
  start: CsvPlace;
};

/** Capitals, spaces and the like make no other name of it. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_*-]+/g, "");

/** Every name a column goes by, and every word its values go by, in both languages. */
export async function namesOf(importer: Importer) {
  const resource = directory().resources.get(importer.name);
  const columns = new Map<string, string>();
  const values = new Map<string, Map<string, string>>();
  const labels = new Map<string, string[]>();
  for (const [key, column] of Object.entries(importer.columns)) {
    const codes = new Map<string, string>();
    for (const name of [key, ...(column.aliases ?? [])]) columns.set(plain(name), key);
    for (const code of column.values ?? []) codes.set(plain(code), code);
    for (const locale of LOCALES) {
      const t = await translator(locale);
      if (!resource?.columns[key]) continue;
      columns.set(plain(columnLabel(resource, key, t)), key);
      const words = (column.values ?? []).map((code) => valueLabel(resource, key, code, t));
      for (const [index, code] of (column.values ?? []).entries()) codes.set(plain(words[index]!), code);
      if (column.values) labels.set(`${locale} ${key}`, words);
    }
    if (column.values) values.set(key, codes);
  }
  return {
    column: (heading: string): string | undefined => columns.get(plain(heading)),
    /** The code a cell means; a cell that means none stays as it is, for the schema to refuse. */
    value: (key: string, cell: string): string => values.get(key)?.get(plain(cell)) ?? cell,
    /** What may stand in an enumeration's cells, in words. */
    labels: (key: string, locale: Locale): string[] | undefined => labels.get(`${locale} ${key}`),
  };
}

export type Names = Awaited<ReturnType<typeof namesOf>>;

/**
 * Understands a file's first line.
 * @param head the beginning of the file.
 * @throws invalid_input naming each heading that is unknown, missing or there twice; rule_violation when it is no CSV at all.
 */
export async function layoutOf(importer: Importer, head: Buffer): Promise<FileLayout> {
  const { delimiter, record } = await readHeader(head);
  const names = await namesOf(importer);
  const found = record.cells.map((heading) => names.column(heading));
  const faults: FieldFault[] = [];
  record.cells.forEach((heading, index) => {
    const key = found[index];
    if (key === undefined)
      faults.push({ path: heading || String(index + 1), key: "governance.validation.unknown_column" });
    else if (found.indexOf(key) < index)
      faults.push({ path: heading, key: "governance.validation.column_twice" });
  });
  for (const [key, column] of Object.entries(importer.columns))
    if (column.required && !found.includes(key))
      faults.push({ path: key, key: "governance.validation.missing_column" });
  if (faults.length > 0)
    throw invalidInput(faults, "governance.wrong_header", {
      columns: Object.keys(importer.columns).join(", "),
    });
  return {
    delimiter,
    columns: found as string[],
    start: { row: record.row, offset: record.end },
  };
}
