import { fetchWithProgress } from "./fetch-with-progress";

/** The server would not take it, and says why in the reader's language. */
export class FileRefused extends Error {}

export type FileToSend = {
  file: File;
  /** The same key for the same try: sent twice, it arrives once. */
  key?: string;
  /** Told how much of it is there, 0 to 1. */
  onProgress(part: number): void;
  /** What else the form says. */
  fields?: Record<string, string>;
};

type Answer<Data> = {
  data?: Data;
  error?: { message?: string; details?: { fields?: { message: string }[] } };
};

/**
 * Sends a file to an address that takes files.
 * @returns what the server answers.
 * @throws FileRefused with the server's words; another error when no answer of ours came.
 */
export async function sendFile<Data = unknown>(
  path: string,
  { file, key, onProgress, fields = {} }: FileToSend,
): Promise<Data> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  const headers = key === undefined ? undefined : { "Idempotency-Key": key };
  const response = await fetchWithProgress({ url: path, headers, body }, onProgress);
  const { data, error }: Answer<Data> = await response.json();
  if (response.status === 201 && data !== undefined) return data;
  if (error?.message === undefined) throw new Error("no answer of ours");
  throw new FileRefused(error.details?.fields?.[0]?.message ?? error.message);
}
