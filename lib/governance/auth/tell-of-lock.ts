import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { inTransaction } from "@/lib/core/transaction";
import { mailOperator } from "@/lib/governance/auth/account-mail";

/**
 * Tells the owner of an account that it was locked. Who has no way in anyhow is told nothing.
 * @param seconds how long it stays locked.
 */
export async function tellOfLock(operatorId: string, seconds: number): Promise<void> {
  const operator = await prisma.operator.findUnique({ where: { id: operatorId }, select: { state: true } });
  if (operator?.state !== "active") return;
  const minutes = Math.ceil(seconds / 60);
  await inTransaction((tx) => mailOperator(tx, operatorId, "account_locked", now(), { minutes }));
}
