import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/core/env";

/** How old a signature may be, in seconds (Standard Webhooks 1.0). */
const tolerance = 300;

export type SignatureFault = "missing" | "malformed" | "too_old" | "no_match";

/** The signing secrets that count now; none where no mail comes in. */
export const mailSecrets = (): string[] => env().MAIL_WEBHOOK_SECRETS?.split(",") ?? [];

/** What a delivery says of itself, as Standard Webhooks has it. */
export type Signed = { id: string | null; timestamp: string | null; signature: string | null };

/** The signature of a body: `v1,<base64>` of HMAC-SHA256 over id, timestamp and the body as it is. */
export function signatureOf(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

/**
 * Checks a delivery's signature with each secret that counts: while one is rotated, both do.
 * @returns why it is not believed, or null when it is.
 */
export function faultOfSignature(
  body: Uint8Array,
  { id, timestamp, signature }: Signed,
  now: Date,
): SignatureFault | null {
  if (!id || !timestamp || !signature) return "missing";
  if (!/^\d{1,12}$/.test(timestamp) || id.length > 255) return "malformed";
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance) return "too_old";
  const given = signature.split(" ").map((one) => Buffer.from(one));
  const matches = mailSecrets().some((secret) => {
    const right = Buffer.from(signatureOf(secret, id, timestamp, body));
    return given.some((one) => one.length === right.length && timingSafeEqual(one, right));
  });
  return matches ? null : "no_match";
}
