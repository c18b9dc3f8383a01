import type { Answer } from "@/lib/field-service/jobs/offline/answer";
import { isMove, type QueueEntry } from "@/lib/field-service/jobs/offline/entry";

/** Names whom a request is meant to act as: cookies may by now be somebody else's (`callerOfRequest`). */
export const operatorHeader = "x-fairlead-operator";

/** A request as `fetch` and `XMLHttpRequest` both can send it. */
export type PlainRequest = {
  url: string;
  headers: Record<string, string>;
  body: FormData | string;
};

/** Sends a request. @returns null when no answer came. */
export type Send = (request: PlainRequest, entry: QueueEntry) => Promise<Answer>;

/** How an entry is told to the server: the same entry gives the same request, so that a repeat is known as one. */
export function requestOf(entry: QueueEntry, photo: Blob | null): PlainRequest {
  const { id, operatorId, ticketId, kind, version, happenedAt, note } = entry;
  const address = `/api/tickets/${ticketId}`;
  const headers = { "idempotency-key": id, [operatorHeader]: operatorId };
  if (kind === "photo") {
    const body = new FormData();
    body.append("type", "RECEIPT");
    body.append("happenedAt", happenedAt);
    body.append("file", photo ?? new Blob(), fileName(photo?.type));
    return { url: `${address}/images`, headers, body };
  }
  const input = { happenedAt, ...(isMove(kind) ? { version } : {}), ...(note ? { note } : {}) };
  return {
    url: `${address}/${kind === "note" ? "notes" : kind}`,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(input),
  };
}

// What a phone calls its photos says nothing, and some names are not taken.
const fileName = (type: string | undefined): string =>
  `photo.${type === "image/png" ? "png" : type === "image/webp" ? "webp" : "jpg"}`;

/** Longest wait for an answer, in milliseconds: a photo over one bar takes its time. */
export const patience = 120_000;

/** Sends by what answers as `fetch` does and throws when no answer comes. */
export const sendBy =
  (post: (request: PlainRequest) => Promise<Response>): Send =>
  async (request) => {
    try {
      return await answerOf(await post(request));
    } catch {
      return null;
    }
  };

/** Sends with `fetch`: in the service worker, and what is small. */
export const sendByFetch = sendBy(({ url, headers, body }) =>
  fetch(url, {
    method: "POST",
    headers,
    body,
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  }),
);

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const retryAfter = response.headers.get("retry-after");
  const seconds = Number(retryAfter);
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy's page is no answer of ours.
  }
  return {
    status: response.status,
    body,
    retryAfter: retryAfter && Number.isFinite(seconds) ? seconds : null,
  };
}
