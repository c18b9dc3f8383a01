/** The server would not take it, and says why in the reader's language. */
export class PhotoRefused extends Error {}

/**
 * Sends a photo to `POST /api/tickets/:id/images`.
 * @param key the same key for the same try: sent twice, it arrives once.
 * @param onProgress how much of it is there, 0 to 1.
 * @throws PhotoRefused with the server's words; Error when no answer came.
 */
export function sendPhoto(
  ticketId: string,
  file: File,
  kind: "receipt" | "problem",
  key: string,
  onProgress: (part: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    body.append("type", kind);
    body.append("file", file);
    // Only this old way tells how far an upload came.
    const request = new XMLHttpRequest();
    request.open("POST", `/api/tickets/${ticketId}/images`);
    request.setRequestHeader("Idempotency-Key", key);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) return resolve();
      const answer = request.response as {
        error?: { message?: string; details?: { fields?: { message: string }[] } };
      } | null;
      const { message, details } = answer?.error ?? {};
      reject(new PhotoRefused(details?.fields?.[0]?.message ?? message ?? ""));
    };
    request.onerror = () => reject(new Error("no answer"));
    request.send(body);
  });
}
