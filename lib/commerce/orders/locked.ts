import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

const columns = {
  id: true,
  number: true,
  state: true,
  organizationId: true,
  customerId: true,
  walletId: true,
  paymentMethod: true,
  currency: true,
  total: true,
  tax: true,
  walletAmount: true,
  holdId: true,
  expiresAt: true,
  items: { select: { skuId: true } },
} as const;

/**
 * An order whose row nobody else changes until the transaction ends.
 * @throws not_found.
 */
export async function lockOrder(tx: Tx, orderId: string) {
  await tx.$queryRaw`select 1 from "order" where id = ${orderId}::uuid for no key update`;
  const row = await tx.order.findUnique({ where: { id: orderId }, select: columns });
  if (!row) throw notFound();
  const money = (amount: { toFixed(): string }) => Money.of(amount.toFixed(), row.currency);
  return {
    ...row,
    total: money(row.total),
    tax: money(row.tax),
    walletAmount: money(row.walletAmount),
    /** What a provider is to take. */
    onlineAmount: money(row.total.minus(row.walletAmount)),
    skuIds: row.items.map(({ skuId }) => skuId),
  };
}

export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>;
