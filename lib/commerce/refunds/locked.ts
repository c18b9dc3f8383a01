import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

const shown = {
  id: true,
  number: true,
  organizationId: true,
  customerId: true,
  orderId: true,
  topUpId: true,
  attemptId: true,
  amount: true,
  fee: true,
  billed: true,
  excess: true,
  currency: true,
  destination: true,
  reason: true,
  state: true,
  approvalId: true,
  holdId: true,
  provider: true,
  providerRef: true,
  createdAt: true,
} as const;

/**
 * A refund whose row, and the row of what it refunds, nobody else changes until the transaction ends. In the order every
 * command locks them: payment, order or top-up, refund, ledger.
 * @throws not_found.
 */
export async function lockRefund(tx: Tx, refundId: string) {
  await tx.$queryRaw`
    select 1 from payment_attempt where id = (select attempt_id from refund where id = ${refundId}::uuid) for update`;
  await tx.$queryRaw`
    select 1 from "order" where id = (select order_id from refund where id = ${refundId}::uuid) for update`;
  await tx.$queryRaw`
    select 1 from top_up where id = (select top_up_id from refund where id = ${refundId}::uuid) for update`;
  await tx.$queryRaw`select 1 from refund where id = ${refundId}::uuid for update`;
  const row = await tx.refund.findUnique({ where: { id: refundId }, select: shown });
  if (!row) throw notFound();
  const money = (amount: { toFixed(): string }) => Money.of(amount.toFixed(), row.currency);
  return {
    ...row,
    amount: money(row.amount),
    fee: money(row.fee),
    billed: money(row.billed),
    excess: money(row.excess),
  };
}

export type LockedRefund = Awaited<ReturnType<typeof lockRefund>>;
