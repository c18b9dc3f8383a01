import type { Caller } from "@/lib/core/caller";
import { operatorOf } from "@/lib/core/caller";
import { hashToken } from "@/lib/core/crypto/token";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { hashPassword } from "@/lib/governance/auth/password-hash";
import { requireGoodPassword } from "@/lib/governance/auth/password-policy";

type Purpose = "invitation" | "password_reset";

/**
 * Uses an account link up and sets the password its holder chose; every session of the account ends.
 * @returns whose account it is, and when the password before was set.
 * @throws rule_violation (`governance.link_invalid`) when the link is unknown, expired, was used, or is somebody else's;
 * invalid_input when the policy does not accept the password.
 */
export async function redeemLink(
  tx: Tx,
  caller: Caller,
  purpose: Purpose,
  input: { token: string; password: string },
  now: Date,
) {
  const link = await tx.accountLink.findUnique({
    where: { tokenHash: hashToken(input.token) },
    select: {
      id: true,
      operator: { select: { id: true, name: true, email: true, state: true, passwordSetAt: true } },
    },
  });
  if (!link || link.operator.id !== operatorOf(caller)) throw refused("governance.link_invalid");
  const { operator } = link;
  await requireGoodPassword(tx, input.password, operator, "password");
  const { count } = await tx.accountLink.updateMany({
    where: { id: link.id, purpose, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count === 0) throw refused("governance.link_invalid");
  await tx.operator.update({
    where: { id: operator.id },
    data: { passwordHash: await hashPassword(input.password), passwordSetAt: now, updatedAt: now },
    select: { id: true },
  });
  await tx.session.updateMany({
    where: { operatorId: operator.id, revokedAt: null },
    data: { revokedAt: now, revokedReason: "password_changed" },
  });
  return operator;
}
