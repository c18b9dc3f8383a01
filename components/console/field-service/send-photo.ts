/** The server would not take it, and says why in the reader's language. */
export class PhotoRefused extends Error {}

export type PhotoToSend = {
  file: File;
  /** The same key for the same try: sent twice, it arrives once. */
  key: string;
  /** Told how much of it is there, 0 to 1. */
  onProgress(part: number): void;
  /** What else the form says. */
  fields?: Record<string, string>;
};

/**
 * Sends a photo to an address that takes photos.
 * @throws PhotoRefused with the server's words; Error when no answer came.
 */
export function postPhoto(path: string, { file, key, onProgress, fields = {} }: PhotoToSend): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", file);
    // Only this old way tells how far an upload came.
    const request = new XMLHttpRequest();
    request.open("POST", path);
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
      if (message === undefined) return reject(new Error("no answer of ours"));
      reject(new PhotoRefused(details?.fields?.[0]?.message ?? message));
    };
    request.onerror = () => reject(new Error("no answer"));
    request.send(body);
  });
}

/** Sends a photo to `POST /api/tickets/:id/images`. @throws like `postPhoto`. */
export const sendPhoto = (
  ticketId: string,
  file: File,
  kind: "receipt" | "problem",
  key: string,
  onProgress: (part: number) => void,
): Promise<void> =>
  postPhoto(`/api/tickets/${ticketId}/images`, { file, key, onProgress, fields: { type: kind } });
