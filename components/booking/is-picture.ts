/**
 * Whether a file begins like one of the pictures the server takes; its name and type are what somebody called it.
 * @returns false as well for what cannot be read.
 */
export async function isPicture(file: File): Promise<boolean> {
  const head = await file
    .slice(0, 12)
    .arrayBuffer()
    .then((bytes) => String.fromCharCode(...new Uint8Array(bytes)))
    .catch(() => "");
  return (
    head.startsWith("\xff\xd8\xff") ||
    head.startsWith("\x89PNG\r\n") ||
    (head.startsWith("RIFF") && head.endsWith("WEBP"))
  );
}
