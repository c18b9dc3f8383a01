"use client";

/** Photos up to this many bytes are sent as they are. */
const light = 1_500_000;
/** Pixels: enough to read a receipt. */
const longestSide = 2560;
const quality = 0.85;

/**
 * Makes a large photo small enough for one bar of signal. The same photo gives the same bytes, so that the server knows it
 * again; one the browser cannot open is left as it is, and the server says what is wrong with it.
 */
export async function shrinkPhoto(file: File): Promise<Blob> {
  // What a picker hands over may be gone by the time it is sent.
  const whole = new Blob([await file.arrayBuffer()], { type: file.type });
  if (whole.size <= light) return whole;
  try {
    const bitmap = await createImageBitmap(whole, { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    return small && small.size < whole.size ? small : whole;
  } catch {
    return whole;
  }
}
