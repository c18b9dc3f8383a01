import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { crlfLines } from "@/lib/core/csv/line-ends";
import { csvLine, defused, formulaStarts } from "@/lib/core/csv/write";

const cell = fc.string({
  unit: fc.constantFrom("a", "é", "中", '"', ",", "\n", "\r", " ", "="),
  maxLength: 8,
});

const cut = (bytes: Buffer, at: number[]): Buffer[] => {
  const ends = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length));
};

/** As Postgres writes it: quoted where needed, each line ended by a line feed. */
const postgresCsv = (rows: string[][]): string =>
  rows
    .map((row) =>
      row
        .map((text) => (/[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text))
        .join(","),
    )
    .map((line) => `${line}\n`)
    .join("");

it("ends lines with CRLF and leaves cells alone, wherever the chunks are cut", async () => {
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rows, fc.array(fc.nat(), { maxLength: 6 }), async (written, cuts) => {
      const lines = crlfLines();
      const chunks = cut(Buffer.from(postgresCsv(written)), cuts);
      const text = (await buffer(Readable.from(chunks).pipe(lines))).toString();
      expect(parse(text, { record_delimiter: "\r\n" })).toEqual(written);
      expect(lines.lines).toBe(written.length);
    }),
  );
});

it("writes what a reader reads back, with formulas as text", () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (row) => {
      const read = parse(csvLine(row), { record_delimiter: "\r\n" })[0];
      expect(read).toEqual(row.map(defused));
    }),
  );
});

it("defuses each beginning a spreadsheet would run", () => {
  for (const start of formulaStarts)
    expect(defused(`${start}HYPERLINK("x")`)).toBe(`'${start}HYPERLINK("x")`);
  expect(defused("a=1")).toBe("a=1");
});
