import { Readable, Transform } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { refused } from "@/lib/core/errors";

export type Delimiter = "," | ";" | "\t";

/** A line of a CSV file. */
export type CsvRecord = {
  /** As a spreadsheet counts: the header is 1. */
  row: number;
  cells: string[];
  /** Where the next record begins, in bytes. */
  end: number;
};

/** Where reading goes on: behind the record with this number. */
export type CsvPlace = { row: number; offset: number };

/** More than any cell of a list needs; without a limit a forgotten quote would swallow the file. */
const recordLimit = 256 * 1024;

/** Lets valid UTF-8 pass. @throws rule_violation at the first byte that is none. */
function utf8Only(): Transform {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const attempt = (decode: () => void): Error | null => {
    try {
      decode();
      return null;
    } catch {
      return refused("csv_not_utf8");
    }
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(
        attempt(() => void decoder.decode(chunk, { stream: true })),
        chunk,
      );
    },
    flush(done) {
      done(attempt(() => void decoder.decode()));
    },
  });
}

/**
 * Reads CSV while it arrives: RFC 4180 with any line ends, with or without a byte order mark. Cells are trimmed; a blank line
 * is a record of one empty cell, so that row numbers stay those of a spreadsheet.
 * @param from where to go on; `content` must begin there.
 * @param most how many records to read; what comes behind them is not even looked at.
 * @throws rule_violation `csv_not_utf8`, or `csv_malformed` with the line where quotes stopped making sense.
 */
export async function* readCsv(
  content: Readable,
  delimiter: Delimiter,
  from: CsvPlace = { row: 0, offset: 0 },
  most?: number,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: from.offset === 0,
    delimiter,
    info: true,
    trim: true,
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: recordLimit,
    to: most,
  });
  const text = utf8Only();
  // `pipe` forwards no errors, and the loop below must hear of each.
  content.on("error", (error) => parser.destroy(error));
  text.on("error", (error) => parser.destroy(error));
  content.pipe(text).pipe(parser);
  let row = from.row;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { bytes: number };
    }>) {
      row++;
      yield { row, cells: record, end: from.offset + info.bytes };
    }
  } catch (error) {
    throw error instanceof CsvError
      ? refused("csv_malformed", { row: from.row + Number(error.records ?? 0) + 1 })
      : error;
  } finally {
    content.destroy();
  }
}

/** The delimiter a file uses, told from its first line: whichever of comma, semicolon and tab occurs most outside quotes. */
export function delimiterOf(firstLine: string): Delimiter {
  const bare = firstLine.replace(/"[^"]*"/g, "");
  const count = (mark: string): number => bare.split(mark).length - 1;
  const marks: Delimiter[] = [",", ";", "\t"];
  return marks.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** How much of a file is looked at to understand its first line, in bytes. */
export const headBytes = 64 * 1024;

/**
 * Reads the first record of a file.
 * @param head its first `headBytes`, or all of it.
 * @throws like `readCsv`, and rule_violation `csv_empty`.
 */
export async function readHeader(head: Buffer): Promise<{ delimiter: Delimiter; record: CsvRecord }> {
  // The cut may go through the middle of a character.
  const whole = head.length < headBytes ? head : head.subarray(0, Math.max(head.lastIndexOf("\n") + 1, 0));
  const delimiter = delimiterOf(whole.toString("utf8").split(/\r\n|\n|\r/, 1)[0] ?? "");
  for await (const record of readCsv(Readable.from([whole], { objectMode: false }), delimiter, undefined, 1))
    return { delimiter, record };
  throw refused("csv_empty");
}
