import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AppError, refused } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import { KeptImage } from "@/lib/field-service/service-tickets/image";
import {
  decodePicture,
  mostMegapixels,
  type Picture,
  type PictureFormat,
  pictureFormats,
} from "@/lib/governance/files/picture";
import type { KeptFile } from "@/lib/governance/files/record";

/**
 * Reads a photo to its end.
 * @param limit in bytes.
 * @throws payload_too_large.
 */
export async function wholePhoto(content: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
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

export type Photo = Picture & { sha256: string };

/**
 * A photo written anew, and the SHA-256 of what was sent.
 * @throws rule_violation when it is no JPEG, PNG or WebP, does not decode, or has more than 60 megapixels.
 */
export async function decodePhoto(upload: Buffer): Promise<Photo> {
  const picture = await decodePicture(upload);
  if (picture === "not_a_picture") throw refused("field-service.not_an_image");
  if (picture === "too_many_pixels")
    throw refused("field-service.image_too_many_pixels", { megapixels: mostMegapixels });
  return { ...picture, sha256: createHash("sha256").update(upload).digest("hex") };
}

/** Keeps a photo and its thumbnail below `tickets/<id>/`, under names that say nothing. */
export async function keepPhoto(ticketId: string, photo: Photo): Promise<KeptImage> {
  const folder = `tickets/${ticketId}` as const;
  const put = async (body: Buffer, format: PictureFormat, name: string): Promise<KeptFile> => {
    const { contentType, extension } = pictureFormats[format];
    const kept = await keep(newStorageKey(folder), Readable.from([body]));
    return { ...kept, name: `${name}.${extension}`, contentType };
  };
  const file = await put(photo.body, photo.format, "photo");
  try {
    const thumbnail = await put(photo.thumbnail, "webp", "thumbnail");
    return new KeptImage(file, thumbnail, photo.sha256, photo.width, photo.height);
  } catch (error) {
    await storage().delete(file.storageKey);
    throw error;
  }
}

/** Takes away a photo that came to nothing. */
export async function dropPhoto({ file, thumbnail }: KeptImage): Promise<void> {
  await storage().delete(file.storageKey);
  await storage().delete(thumbnail.storageKey);
}
