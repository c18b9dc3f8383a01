import { sql } from "kysely";
import { withdrawnOf } from "@/lib/billing/disputes/withdrawn";
import { type Caller, demand, may } from "@/lib/core/caller";
import { kysely, prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { contains } from "@/lib/core/scope";

/**
 * One order with what its page shows beyond the list's columns: its items, what may be granted for it by hand, and whether a
 * refund can be asked for.
 * @returns `path` of its organization, for permission checks.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readOrder(id: string, caller: Caller) {
  demand(caller, "commerce.orders.read");
  if (!isId.safeParse(id).success) throw notFound();
  const row = await prisma.order.findUnique({
    where: { id },
    select: {
      id: true,
      number: true,
      state: true,
      refundingFrom: true,
      organizationId: true,
      customerId: true,
      walletId: true,
      paymentMethod: true,
      currency: true,
      total: true,
      tax: true,
      walletAmount: true,
      voucherAmount: true,
      paidAmount: true,
      refundedAmount: true,
      note: true,
      externalRef: true,
      offlineRef: true,
      cancelReason: true,
      expiresAt: true,
      createdAt: true,
      paidAt: true,
      fulfilledAt: true,
      endedAt: true,
      version: true,
      customer: { select: { name: true, email: true } },
      attempts: {
        orderBy: { createdAt: "desc" },
        take: 20,
        select: { id: true, number: true, state: true, payUrl: true },
      },
      items: {
        orderBy: { id: "asc" },
        select: {
          id: true,
          skuId: true,
          name: true,
          quantity: true,
          unitPrice: true,
          taxRate: true,
          amount: true,
          sku: {
            select: {
              code: true,
              benefits: {
                orderBy: { code: "asc" },
                select: { id: true, name: true, kind: true },
              },
            },
          },
        },
      },
    },
  });
  if (!row) throw notFound();
  const place = await kysely
    .selectFrom("organization")
    .select(["name", sql<string>`path::text`.as("path")])
    .where("id", "=", row.organizationId)
    .executeTakeFirstOrThrow();
  if (!contains(caller.scope, place.path)) throw notFound();
  const money = (amount: { toFixed(): string }) => Money.of(amount.toFixed(), row.currency);
  const paid = money(row.paidAmount);
  const { sum: withdrawn } = await withdrawnOf(prisma, { orderId: row.id }, row.currency);
  return {
    ...row,
    path: place.path,
    organization: place.name,
    total: money(row.total),
    tax: money(row.tax),
    paid,
    /** What is paid online where it waits for that: of a mixed order, what the wallet does not pay. */
    onlineAmount: row.paymentMethod === "mixed" ? money(row.total.minus(row.walletAmount)) : money(row.total),
    /** What can still be given back: what vouchers paid cannot, nor what a bank took back. */
    refundable: paid.minus(money(row.voucherAmount)).minus(money(row.refundedAmount)).minus(withdrawn),
    items: row.items.map((item) => ({
      ...item,
      unitPrice: money(item.unitPrice),
      amount: money(item.amount),
      taxRate: item.taxRate.toFixed(),
    })),
  };
}

export type OrderRecord = Awaited<ReturnType<typeof readOrder>>;

/**
 * Every ledger transaction an order's money went through: its own, its payments' and its refunds'. Newest first.
 * @returns null where the caller may not see the ledger.
 */
export async function ledgerOfOrder(order: Pick<OrderRecord, "id" | "path">, caller: Caller) {
  if (!may(caller, "billing.ledger.read", order.path)) return null;
  const rows = await kysely
    .selectFrom("ledger_transaction")
    .innerJoin("ledger_entry", "ledger_entry.transaction_id", "ledger_transaction.id")
    .innerJoin("ledger_account", "ledger_account.id", "ledger_entry.account_id")
    .select([
      "ledger_transaction.id",
      "ledger_transaction.kind",
      "ledger_transaction.created_at as at",
      "ledger_account.kind as account",
      "ledger_account.channel",
      "ledger_entry.currency",
      sql<string>`trim_scale(ledger_entry.amount)::text`.as("amount"),
    ])
    .where(
      sql<boolean>`(ledger_transaction.reference_type, ledger_transaction.reference_id) in (
        select 'orders', ${order.id}::uuid
        union all select 'payment-attempts', id from payment_attempt where order_id = ${order.id}::uuid
        union all select 'refunds', id from refund where order_id = ${order.id}::uuid
        union all select 'refund-tasks', id from refund_task where order_id = ${order.id}::uuid)`,
    )
    .orderBy("ledger_transaction.created_at", "desc")
    .orderBy("ledger_transaction.id", "desc")
    .orderBy("ledger_entry.sequence")
    .limit(200)
    .execute();
  return [...Map.groupBy(rows, (row) => row.id)].map(([id, entries]) => ({
    id,
    kind: entries[0]!.kind,
    at: entries[0]!.at.toISOString(),
    entries: entries.map(({ account, channel, amount, currency }) => ({
      account,
      channel,
      amount,
      currency,
    })),
  }));
}

export type OrderLedger = NonNullable<Awaited<ReturnType<typeof ledgerOfOrder>>>;
