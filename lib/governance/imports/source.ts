import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { headBytes } from "@/lib/core/csv/read";
import { notFound } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { MissingFile } from "@/lib/core/storage/storage";
import { fileById } from "@/lib/governance/files/read";

/** Where the rows come from: an uploaded file, or the text itself. */
export type ImportSource = { fileId: string } | { csv: string };

/** @throws not_found when neither is there (a file that was removed). */
export function sourceFrom(row: { fileId?: string | null; csv?: string | null }): ImportSource {
  if (row.fileId) return { fileId: row.fileId };
  if (row.csv !== null && row.csv !== undefined) return { csv: row.csv };
  throw notFound();
}

/**
 * A stream of the source from a byte on.
 * @throws not_found when the file is not there any more.
 */
export async function openSource(source: ImportSource, start = 0, end?: number): Promise<Readable> {
  if ("csv" in source) {
    const bytes = Buffer.from(source.csv);
    return Readable.from([bytes.subarray(start, end === undefined ? undefined : end + 1)], {
      objectMode: false,
    });
  }
  const file = await fileById(source.fileId);
  // An empty file has no first byte to ask for.
  if (start >= Number(file.bytes)) return Readable.from([], { objectMode: false });
  return storage()
    .get(file.storageKey, { start, end: Math.min(end ?? Number(file.bytes) - 1, Number(file.bytes) - 1) })
    .catch((error: unknown) => {
      throw error instanceof MissingFile ? notFound() : error;
    });
}

/** The beginning of the source, enough to understand its first line. */
export const headOf = async (source: ImportSource): Promise<Buffer> =>
  buffer(await openSource(source, 0, headBytes - 1));

/** @throws not_found unless the source is text, or an upload the caller made themselves. */
export async function requireOwnSource(source: ImportSource, caller: Caller): Promise<void> {
  if ("csv" in source) return;
  const file = await fileById(source.fileId);
  if (file.purpose !== "import" || file.createdById !== operatorOf(caller)) throw notFound();
}
