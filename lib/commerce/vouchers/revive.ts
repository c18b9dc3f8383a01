import { voucherMachine } from "@/lib/commerce/vouchers/machine";
import type { Tx } from "@/lib/core/db";

/**
 * Opens a used-up voucher again because what it paid was undone.
 * @param accountId the voucher's account.
 * @returns false when it could not be used any more anyway: expired or voided.
 */
export async function reviveVoucher(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  await tx.$queryRaw`select 1 from ledger_account where id = ${accountId}::uuid for update`;
  const { from, to } = voucherMachine.moves.revive;
  const { count } = await tx.voucher.updateMany({
    where: { accountId, state: { in: [...from] }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    data: { state: to, endedAt: null },
  });
  if (count === 0) return false;
  await tx.ledgerAccount.update({ where: { id: accountId }, data: { closedAt: null }, select: { id: true } });
  return true;
}
