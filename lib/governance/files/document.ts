import { Readable } from "node:stream";
import { AppError, refused } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import { decodePicture, pictureFormats } from "@/lib/governance/files/picture";
import type { KeptFile } from "@/lib/governance/files/record";

/** A scanned page or a photograph is smaller; it is held in memory while it is looked at. In bytes. */
const largestDocument = 20 * 1024 * 1024;

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
  return put(name, await looked(await whole(content, Math.min(limit, largestDocument))));
}

/** A document, and where it is a picture a small one that lists show. */
export type KeptDocument = { file: KeptFile; thumbnail: KeptFile | null };

/** Keeps a document like `keepDocument`, with a small picture of what is one. */
export async function keepWithThumbnail(
  name: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<KeptDocument> {
  const { thumbnail, ...document } = await looked(await whole(content, Math.min(limit, largestDocument)));
  const file = await put(name, document);
  if (!thumbnail) return { file, thumbnail: null };
  try {
    const small = { body: thumbnail, contentType: pictureFormats.webp.contentType };
    return { file, thumbnail: await put("thumbnail.webp", small) };
  } catch (error) {
    await storage().delete(file.storageKey);
    throw error;
  }
}

/** Takes away a document that came to nothing. */
export async function dropDocument({ file, thumbnail }: KeptDocument): Promise<void> {
  await storage().delete(file.storageKey);
  if (thumbnail) await storage().delete(thumbnail.storageKey);
}

async function put(
  name: string,
  { body, contentType }: { body: Buffer; contentType: string },
): Promise<KeptFile> {
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

async function looked(
  body: Buffer,
): Promise<{ body: Buffer; contentType: string; thumbnail: Buffer | null }> {
  if (body.subarray(0, 5).toString("latin1") === "%PDF-")
    return { body, contentType: "application/pdf", thumbnail: null };
  const picture = await decodePicture(body);
  if (typeof picture === "string") throw refused("governance.not_a_document");
  return { ...picture, contentType: pictureFormats[picture.format].contentType };
}
