export type Uploaded = { fileId: string; name: string; bytes: number };

export class UploadRefused extends Error {}

/**
 * Sends a file to `POST /api/files`.
 * @param onProgress how much of it is there, 0 to 1.
 * @param purpose what it is for; an import, unless said.
 * @throws UploadRefused with what the server says, in the reader's language; Error when no answer came.
 */
export function uploadFile(
  file: File,
  onProgress: (part: number) => void,
  purpose = "import",
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    body.append("file", file);
    // Only this old way tells how far an upload came.
    const request = new XMLHttpRequest();
    request.open("POST", `/api/files?purpose=${encodeURIComponent(purpose)}`);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = request.response as { data?: Uploaded; error?: { message?: string } } | null;
      if (request.status === 201 && answer?.data) resolve(answer.data);
      else reject(new UploadRefused(answer?.error?.message ?? ""));
    };
    request.onerror = () => reject(new Error("no answer"));
    request.send(body);
  });
}
