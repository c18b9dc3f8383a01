import { after, hours } from "@/lib/core/clock";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/id";

const lasts = { invitation: hours(72), password_reset: hours(1) };
const pages = { invitation: "accept-invitation", password_reset: "reset-password" };

/**
 * Makes a link that lets its holder set the operator's password once; earlier links of the same purpose stop working.
 * @returns the address to send, and when it stops working (an invitation after 72 hours, a reset after one).
 */
export async function createAccountLink(
  tx: Tx,
  operatorId: string,
  purpose: keyof typeof lasts,
  now: Date,
): Promise<{ url: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = after(now, lasts[purpose]);
  await tx.accountLink.deleteMany({ where: { operatorId, purpose, usedAt: null } });
  await tx.accountLink.create({
    data: { id: newId(), operatorId, purpose, tokenHash: hashToken(token), createdAt: now, expiresAt },
    select: { id: true },
  });
  return { url: `${env().APP_URL}/${pages[purpose]}/${token}`, expiresAt };
}
