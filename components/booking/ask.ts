/** What an address of ours answered: data, a refusal in the reader's words, or nothing at all. */
export type Answer<Data> =
  | { kind: "done"; data: Data }
  | { kind: "refused"; status: number; message: string; fields: Record<string, string> }
  | { kind: "lost" };

type ErrorBody = {
  error?: { message?: string; details?: { fields?: { path: string; message: string }[] } };
};

/** On a bad line an answer takes long; one that takes longer will not come. Milliseconds. */
const patience = 45_000;

/**
 * Asks one of our public addresses.
 * @param body is sent as JSON by POST; without one it is a GET.
 * @param key the same for the same wish: sent twice, it is done once.
 */
export async function ask<Data>(path: string, body?: unknown, key?: string): Promise<Answer<Data>> {
  try {
    const response = await fetch(path, {
      signal: AbortSignal.timeout(patience),
      cache: "no-store",
      ...(body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "content-type": "application/json", ...(key ? { "idempotency-key": key } : {}) },
            body: JSON.stringify(body),
          }),
    });
    const answer = (await response.json()) as { data: Data } & ErrorBody;
    if (response.ok) return { kind: "done", data: answer.data };
    return {
      kind: "refused",
      status: response.status,
      message: answer.error?.message ?? "",
      fields: Object.fromEntries(
        (answer.error?.details?.fields ?? []).map(({ path: field, message }) => [field, message]),
      ),
    };
  } catch {
    // Whatever stands between: no network, an answer cut off, or a wall that answers in HTML.
    return { kind: "lost" };
  }
}

/** A key nobody else has. `crypto.randomUUID` is missing where a page came over plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

/** Where the photos of a booked visit go. @param followUrl the link that follows it. */
export const imagesOf = (followUrl: string): string =>
  `/api/public/booking/${new URL(followUrl, location.href).pathname.split("/").pop()}/images`;
