import { Readable } from "node:stream";
import sharp from "sharp";
import { AppError, refused } from "@/lib/core/errors";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import type { KeptFile } from "@/lib/governance/files/record";

/** A scanned page or a photograph is smaller; it is held in memory while it is looked at. In bytes. */
const largestDocument = 20 * 1024 * 1024;

/** What a picture may measure, so that a small file cannot unfold into all of the memory. */
const mostPixels = 60_000_000;

const pictures = { png: "image/png", jpeg: "image/jpeg", webp: "image/webp" } as const;

/**
 * Keeps a PDF or a picture. A picture is decoded and written anew, so that nothing but the picture is left of it (design
 * section 9); a PDF is kept as it is, and only ever handed out as a download.
 * @param limit in bytes.
 * @throws payload_too_large; rule_violation when it is neither.
 */
export async function keepDocument(
  name: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<KeptFile> {
  const { body, contentType } = await looked(await whole(content, Math.min(limit, largestDocument)));
  const kept = await keep(newStorageKey(), Readable.from([body]));
  return { ...kept, name, contentType };
}

async function whole(content: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > limit)
      throw new AppError("payload_too_large", "payload_too_large", { megabytes: limit / 1024 / 1024 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function looked(body: Buffer): Promise<{ body: Buffer; contentType: string }> {
  if (body.subarray(0, 5).toString("latin1") === "%PDF-") return { body, contentType: "application/pdf" };
  try {
    const picture = sharp(body, { limitInputPixels: mostPixels, failOn: "error" });
    const { format } = await picture.metadata();
    if (format !== "png" && format !== "jpeg" && format !== "webp") throw new Error(`a ${format}`);
    // Turned as the camera meant it, since what says so is dropped with the rest.
    return { body: await picture.rotate().toFormat(format).toBuffer(), contentType: pictures[format] };
  } catch {
    throw refused("governance.not_a_document");
  }
}
