import type { TopUpMoney } from "@/lib/billing/top-ups/credit";
import type { TopUpState } from "@/lib/billing/top-ups/machine";
import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

const select = {
  id: true,
  number: true,
  organizationId: true,
  customerId: true,
  walletId: true,
  amount: true,
  currency: true,
  channel: true,
  channelRef: true,
  state: true,
  lockedFrom: true,
  automatic: true,
  createdById: true,
  confirmedById: true,
  proofFileId: true,
  paidAt: true,
  creditedAt: true,
} as const;

/**
 * A top-up, held until the transaction ends: whoever comes second sees what the first did.
 * @throws not_found.
 */
export async function lockTopUp(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from top_up where id = ${id}::uuid for update`;
  const row = await tx.topUp.findUnique({ where: { id }, select });
  if (!row) throw notFound();
  return {
    ...row,
    state: row.state as TopUpState,
    amount: Money.of(row.amount.toFixed(), row.currency),
  } satisfies TopUpMoney & { state: TopUpState };
}

export type LockedTopUp = Awaited<ReturnType<typeof lockTopUp>>;

/** What every change of a top-up writes along. */
export const stamps = (now: Date) => ({ version: { increment: 1 }, updatedAt: now });
