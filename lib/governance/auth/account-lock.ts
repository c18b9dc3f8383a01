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
  await tx.operator.updateMany({ where: { id: account.id }, data: { lockedUntil: null } });
}

/** Writes beside an account, where lists can read it, until when it is locked by what is counted now. */
export async function noteLock(
  db: Pick<Tx, "rateLimit" | "setting" | "operator">,
  account: Account,
  at: Date,
): Promise<void> {
  const until = await lockedUntil(db, account, at);
  await db.operator.updateMany({ where: { id: account.id }, data: { lockedUntil: until } });
}
