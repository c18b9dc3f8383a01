import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header of a body: its time in seconds and the keyed hash of both. */
export function signatureOf(body: string, secret: string, seconds = Math.floor(Date.now() / 1000)): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
