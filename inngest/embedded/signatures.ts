import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = /^signkey-\w+-/;

/**
 * Serialises as the JSON Canonicalization Scheme (RFC 8785) does: the SDK canonicalises what it received before it
 * checks the signature, so both sides must sign the same bytes.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // Not an object with sorted keys: JavaScript would move keys that look like numbers to the front.
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/**
 * Signs a request body for `X-Inngest-Signature` (SDK specification 4.1.1).
 * @param body canonical JSON, exactly as it is sent.
 * @returns `t=<unix seconds>&s=<hex HMAC-SHA256 of body and t>`.
 */
export function signBody(body: string, signingKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000).toString();
  const hmac = createHmac("sha256", signingKey.replace(PREFIX, ""))
    .update(body)
    .update(seconds)
    .digest("hex");
  return `t=${seconds}&s=${hmac}`;
}

/**
 * The bearer token of requests from the SDK or the console to the engine (SDK specification 4.1.4): the signing key
 * with its value hashed.
 */
export function bearerToken(signingKey: string): string {
  const prefix = signingKey.match(PREFIX)?.[0] ?? "";
  const value = Buffer.from(signingKey.slice(prefix.length), "hex");
  return `${prefix}${createHash("sha256").update(value).digest("hex")}`;
}

/** Whether the signing key has the form both sides can hash: hexadecimal after an optional `signkey-<env>-`. */
export function isSigningKey(key: string): boolean {
  return /^([0-9a-f]{2}){16,}$/i.test(key.replace(PREFIX, ""));
}

/** Compares two secrets without telling by time how much of them agrees. */
export function sameSecret(left: string, right: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
