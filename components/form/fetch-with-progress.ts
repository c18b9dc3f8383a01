export type UploadRequest = { url: string; headers?: Record<string, string>; body: FormData | string };

/**
 * Posts as `fetch` does, and tells how much of the body is there.
 * @param onProgress told 0 to 1.
 * @param patience longest wait for the whole answer, in milliseconds; without one it waits as long as the browser does.
 * @throws TypeError when no answer came.
 */
export function fetchWithProgress(
  { url, headers = {}, body }: UploadRequest,
  onProgress: (part: number) => void,
  patience = 0,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    // Only this old way tells how far an upload came.
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.timeout = patience;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(responseOf(request));
    const lost = () => reject(new TypeError("no answer"));
    request.onerror = lost;
    request.ontimeout = lost;
    request.onabort = lost;
    request.send(body);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader("retry-after");
  // A status that allows no body takes none, not even an empty one.
  return new Response(request.responseText || null, {
    status: request.status,
    headers: retryAfter === null ? {} : { "retry-after": retryAfter },
  });
}
