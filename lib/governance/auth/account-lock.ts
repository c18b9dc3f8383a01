import type { Tx } from "@/lib/core/db";
import { attemptKeys } from "@/lib/governance/auth/attempts";
import { authSetting } from "@/lib/governance/auth/auth-setting";

/** Whose account it is. */
type Account = { id: string; email: string };

/** Where failures of signing in are counted: passwords by the address typed, codes by the operator. */
const keysOf = ({ id, email }: Account): string[] => [
  ...attemptKeys("password", email),
  ...attemptKeys("code", id),
];

/**
 * Until when nobody can sign in to an account since too many passwords or codes were wrong; null when it is not locked.
 * @param db inside a command's body its transaction.
 */
export async function lockedUntil(
  db: Pick<Tx, "rateLimit" | "setting">,
  account: Account,
  at: Date,
): Promise<Date | null> {
  const { accountFailures } = await authSetting(db);
  const { _max } = await db.rateLimit.aggregate({
    where: {
      key: { in: keysOf(account) },
      points: { gte: accountFailures },
      expire: { gt: BigInt(at.getTime()) },
    },
    _max: { expire: true },
  });
  return _max.expire === null ? null : new Date(Number(_max.expire));
}

/** Forgets the failures of an account, so that its owner can sign in at once. */
export async function unlockAccount(tx: Tx, account: Account): Promise<void> {
  await tx.rateLimit.deleteMany({ where: { key: { in: keysOf(account) } } });
}
