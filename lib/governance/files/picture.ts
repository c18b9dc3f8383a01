import sharp from "sharp";

/** What a picture may measure, so that a small file cannot unfold into all of the memory. */
export const mostMegapixels = 60;

/** The longer side of what lists show of a picture, in pixels. */
const thumbnailSide = 360;

export const pictureFormats = {
  jpeg: { contentType: "image/jpeg", extension: "jpg" },
  png: { contentType: "image/png", extension: "png" },
  webp: { contentType: "image/webp", extension: "webp" },
} as const;
export type PictureFormat = keyof typeof pictureFormats;

/** What the first bytes say: nothing else ever comes near a decoder. */
function formatOf(body: Buffer): PictureFormat | null {
  if (body.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "jpeg";
  if (body.subarray(0, 8).equals(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"))) return "png";
  const riff =
    body.subarray(0, 4).toString("latin1") === "RIFF" && body.subarray(8, 12).toString("latin1") === "WEBP";
  return riff ? "webp" : null;
}

export type Picture = {
  body: Buffer;
  /** A small WebP of it. */
  thumbnail: Buffer;
  format: PictureFormat;
  /** In pixels, as it is looked at. */
  width: number;
  height: number;
};

/**
 * Decodes a picture and writes it anew, so that nothing but the picture is left of it: no position, no camera, no script
 * (design section 9). It is turned as the camera meant it, since what says so goes with the rest.
 * @returns why not, where it is no JPEG, PNG or WebP, does not decode, or has more than 60 megapixels.
 */
export async function decodePicture(upload: Buffer): Promise<Picture | "not_a_picture" | "too_many_pixels"> {
  const format = formatOf(upload);
  if (!format) return "not_a_picture";
  const open = () =>
    sharp(upload, {
      limitInputPixels: mostMegapixels * 1_000_000,
      failOn: "error",
      pages: 1,
      sequentialRead: true,
    });
  const size = await sharp(upload, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => null);
  if (size?.format !== format) return "not_a_picture";
  if (size.width * size.height > mostMegapixels * 1_000_000) return "too_many_pixels";
  try {
    const { data, info } = await open().autoOrient().toFormat(format).toBuffer({ resolveWithObject: true });
    const thumbnail = await open()
      .autoOrient()
      .resize(thumbnailSide, thumbnailSide, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    return { body: data, thumbnail, format, width: info.width, height: info.height };
  } catch {
    return "not_a_picture";
  }
}
