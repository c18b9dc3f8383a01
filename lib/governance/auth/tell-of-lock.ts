import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { inTransaction } from "@/lib/core/transaction";
import { noteLock } from "@/lib/governance/auth/account-lock";
import { mailOperator } from "@/lib/governance/auth/account-mail";

/**
 * Shows in lists that an account was locked, and tells its owner. Who has no way in anyhow is told nothing.
 * @param seconds how long it stays locked.
 */
export async function tellOfLock(operatorId: string, seconds: number): Promise<void> {
  const operator = await prisma.operator.findUnique({
    where: { id: operatorId },
    select: { id: true, email: true, state: true },
  });
  if (!operator) return;
  await noteLock(prisma, operator, now());
  if (operator.state !== "active") return;
  const minutes = Math.ceil(seconds / 60);
  await inTransaction((tx) => mailOperator(tx, operatorId, "account_locked", now(), { minutes }));
}
