import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import sharp from "sharp";
import { AppError, refused } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import { KeptImage } from "@/lib/field-service/service-tickets/image";
import type { KeptFile } from "@/lib/governance/files/record";

/** What a picture may measure, so that a small file cannot unfold into all of the memory. */
const megapixels = 60;
const thumbnailSide = 360;

const formats = {
  jpeg: { contentType: "image/jpeg", extension: "jpg" },
  png: { contentType: "image/png", extension: "png" },
  webp: { contentType: "image/webp", extension: "webp" },
} as const;
type Format = keyof typeof formats;

/** What the first bytes say: nothing else ever comes near a decoder. */
function formatOf(body: Buffer): Format | null {
  if (body.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "jpeg";
  if (body.subarray(0, 8).equals(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"))) return "png";
  const riff =
    body.subarray(0, 4).toString("latin1") === "RIFF" && body.subarray(8, 12).toString("latin1") === "WEBP";
  return riff ? "webp" : null;
}

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

export type Photo = {
  body: Buffer;
  thumbnail: Buffer;
  format: Format;
  sha256: string;
  width: number;
  height: number;
};

/**
 * Decodes a photo and writes it anew, so that nothing but the picture is left of it: no position, no camera, no script
 * (design section 9). It is turned as the camera meant it, since what says so goes with the rest.
 * @throws rule_violation when it is no JPEG, PNG or WebP, does not decode, or has more than 60 megapixels.
 */
export async function decodePhoto(upload: Buffer): Promise<Photo> {
  const format = formatOf(upload);
  const open = () =>
    sharp(upload, {
      limitInputPixels: megapixels * 1_000_000,
      failOn: "error",
      pages: 1,
      sequentialRead: true,
    });
  if (!format) throw refused("field-service.not_an_image");
  const size = await sharp(upload, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => null);
  if (!size || size.format !== format) throw refused("field-service.not_an_image");
  if (size.width * size.height > megapixels * 1_000_000)
    throw refused("field-service.image_too_many_pixels", { megapixels });
  try {
    const { data, info } = await open().autoOrient().toFormat(format).toBuffer({ resolveWithObject: true });
    const thumbnail = await open()
      .autoOrient()
      .resize(thumbnailSide, thumbnailSide, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    const sha256 = createHash("sha256").update(upload).digest("hex");
    return { body: data, thumbnail, format, sha256, width: info.width, height: info.height };
  } catch {
    throw refused("field-service.not_an_image");
  }
}

/** Keeps a photo and its thumbnail below `tickets/<id>/`, under names that say nothing. */
export async function keepPhoto(ticketId: string, photo: Photo): Promise<KeptImage> {
  const folder = `tickets/${ticketId}` as const;
  const put = async (body: Buffer, format: Format, name: string): Promise<KeptFile> => {
    const { contentType, extension } = formats[format];
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
