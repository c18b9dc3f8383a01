import { sendFile } from "./send-file";

export type Uploaded = { fileId: string; name: string; bytes: number };

/**
 * Sends a file to `POST /api/files`.
 * @param onProgress how much of it is there, 0 to 1.
 * @throws like `sendFile`.
 */
export const uploadFile = (
  file: File,
  purpose: string,
  onProgress: (part: number) => void,
): Promise<Uploaded> => sendFile(`/api/files?purpose=${encodeURIComponent(purpose)}`, { file, onProgress });
