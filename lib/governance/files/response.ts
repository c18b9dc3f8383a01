import { Readable } from "node:stream";
import { AppError, notFound } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { type ByteRange, MissingFile } from "@/lib/core/storage/storage";
import type { StoredFile } from "@/lib/governance/files/read";

/** RFC 6266: a name for old readers in plain letters, and the real one. */
const disposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/** Headers of everything that is fetched as a file: never shown in the page, never guessed at, never cached. */
export const downloadHeaders = (name: string, contentType: string): Record<string, string> => ({
  "content-type": contentType === "text/csv" ? "text/csv; charset=utf-8" : contentType,
  "content-disposition": disposition(name),
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cache-control": "private, no-store",
});

/** Whether a picture is wanted as it is or small, the way every address of pictures is asked: `?size=thumbnail`. */
export const sizeAsked = (request: Request): "full" | "thumbnail" =>
  new URL(request.url).searchParams.get("size") === "thumbnail" ? "thumbnail" : "full";

/** The one range a request may ask for (RFC 9110 14.1.2); anything else means the whole file. */
function rangeOf(header: string | null, size: number): ByteRange | null {
  const asked = /^bytes=(\d{1,15})?-(\d{1,15})?$/.exec(header ?? "");
  if (!asked || (asked[1] === undefined && asked[2] === undefined)) return null;
  const [from, until] = [asked[1], asked[2]].map((text) => (text === undefined ? undefined : Number(text)));
  const start = from ?? Math.max(0, size - (until ?? 0));
  const end = from === undefined ? size - 1 : Math.min(until ?? size - 1, size - 1);
  if (start > end) throw new AppError("invalid_input", "bad_range");
  return { start, end };
}

/**
 * A file as an HTTP answer; `Range` is honoured so that a broken download can go on.
 * @throws not_found when the storage no longer has it, invalid_input for a range beyond its end.
 */
export async function fileResponse(file: StoredFile, request: Request): Promise<Response> {
  const size = Number(file.bytes);
  const range = rangeOf(request.headers.get("range"), size);
  const content = await storage()
    .get(file.storageKey, range ?? undefined)
    .catch((error: unknown) => {
      throw error instanceof MissingFile ? notFound() : error;
    });
  const { start, end = size - 1 } = range ?? { start: 0 };
  return new Response(Readable.toWeb(content) as ReadableStream, {
    status: range ? 206 : 200,
    headers: {
      ...downloadHeaders(file.name, file.contentType),
      "accept-ranges": "bytes",
      "content-length": String(end - start + 1),
      ...(range ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
    },
  });
}
