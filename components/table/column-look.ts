import type { ColumnDescription } from "@/lib/core/resource/description";

/** Amounts and counts stand right so that their digits line up; words stand left. */
export function isRight(column: ColumnDescription): boolean {
  return column.kind === "money" || column.kind === "integer";
}

/** The columns a page shows, in its order; a key the resource no longer has is left out. */
export function shownColumns(columns: ColumnDescription[], keys: string[]): ColumnDescription[] {
  return keys.flatMap((key) => columns.find((column) => column.key === key) ?? []);
}

export function defaultKeys(columns: ColumnDescription[]): string[] {
  return columns.filter((column) => column.shown).map((column) => column.key);
}

/** The column that names the row: the one that links, else the first. */
export function titleColumn(columns: ColumnDescription[]): ColumnDescription | undefined {
  return columns.find((column) => column.link) ?? columns[0];
}
