import { type Column, columnsOf, type Sheet } from "@/lib/billing/documents/sheet";
import type { Translate } from "@/lib/core/i18n/translator";

export type Party = { label: string; lines: (string | null | undefined)[] };

/** Who sends or gets a document: name, address, tax id and e-mail address as far as they are known. */
export const partyOf = (
  t: Translate,
  label: string,
  of: { name: string; address?: string | null; taxId?: string | null },
  email?: string | null,
): Party => ({
  label,
  lines: [of.name, of.address, of.taxId ? t("taxId", { taxId: of.taxId }) : null, email],
});

/** A document's head: what it is, its number, who sends it to whom, and what else one must know. */
export function writeHead(
  sheet: Sheet,
  head: { title: string; number: string; stamp?: string; from: Party; to: Party; facts: [string, string][] },
): void {
  const half = sheet.width / 2 - 10;
  const title = sheet.text(head.title, 0, half, { size: 22, bold: true });
  sheet.y += 6;
  sheet.text(head.number, half + 20, half, { size: 12, bold: true, align: "right" });
  sheet.y += title;
  if (head.stamp) {
    sheet.y += sheet.text(head.stamp, 0, sheet.width, { size: 11, bold: true });
    sheet.y += 4;
  }
  sheet.y += 14;
  const tallest = Math.max(party(sheet, head.from, 0, half), party(sheet, head.to, half + 20, half));
  sheet.y += tallest + 16;
  for (const [label, value] of head.facts) {
    sheet.text(label, 0, 130, { size: 9, ink: "soft" });
    sheet.y += sheet.text(value, 140, sheet.width - 140, { size: 9 }) + 2;
  }
  sheet.y += 18;
}

function party(sheet: Sheet, { label, lines }: Party, left: number, width: number): number {
  const top = sheet.y;
  sheet.y += sheet.text(label, left, width, { size: 8, ink: "soft" }) + 2;
  lines
    .filter((line): line is string => Boolean(line))
    .forEach((line, index) => {
      sheet.y += sheet.text(line, left, width, { size: index === 0 ? 11 : 9, bold: index === 0 });
    });
  const height = sheet.y - top;
  sheet.y = top;
  return height;
}

/** A document's table: its heads, again on each page it goes on, and its rows between two lines. */
export function writeTable(
  sheet: Sheet,
  columns: readonly Column[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const look = { size: 9 };
  const writeHeads = () => {
    sheet.row(heads, columns, { size: 8, ink: "soft" });
    sheet.rule();
  };
  sheet.needs(60);
  writeHeads();
  for (const row of rows) {
    if (sheet.needs(sheet.heightOf(row, columns, look))) writeHeads();
    sheet.row(row, columns, look);
  }
  sheet.rule();
}

/** What is within a document's sums, beneath them. */
export function writeWithin(sheet: Sheet, within: readonly [string, string][]): void {
  const columns = columnsOf(sheet, { width: 240, align: "right" }, { width: 110, align: "right" });
  for (const [label, value] of within) sheet.row(["", label, value], columns, { size: 9, ink: "soft" });
}

/** What a document comes to, one line each; the last one stands out. */
export function writeSums(sheet: Sheet, sums: [string, string][]): void {
  const columns = columnsOf(sheet, { width: 190, align: "right" }, { width: 110, align: "right" });
  sheet.needs(sums.length * 22);
  sheet.y += 6;
  sums.forEach(([label, value], index) => {
    const last = index === sums.length - 1;
    if (last) sheet.rule();
    sheet.row(["", label, value], columns, { size: last ? 12 : 10, bold: last });
  });
}
