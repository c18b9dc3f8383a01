import { attachWaiting, collectCredit, collectDeductions } from "@/lib/billing/bill-items/collect";
import type { BillOwner } from "@/lib/billing/bills/issuer";
import { labelOf, stamps } from "@/lib/billing/bills/locked-row";
import { type BillTotals, billTotals, type ItemSums, statementTotals } from "@/lib/billing/bills/totals";
import type { Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import type { BillKind } from "@/lib/core/generated/prisma/enums";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";

export type NewDraft = BillOwner & {
  issuerId: string;
  kind: BillKind;
  currency: string;
  start: Date;
  end: Date;
  discountRate: Prisma.Decimal | string;
  taxRate: Prisma.Decimal | string;
  runId?: string | null;
  replacesId?: string;
  now: Date;
};

/**
 * Begins a bill: a draft without a number, still empty.
 * @throws conflict naming the bill that has the same owner, kind, currency and beginning.
 */
export async function beginDraft(tx: Tx, draft: NewDraft): Promise<string> {
  const { start, end, now, runId = null, replacesId = null, ...fields } = draft;
  const id = newId();
  const { count } = await tx.bill.createMany({
    data: {
      ...fields,
      id,
      runId,
      replacesId,
      periodStart: start,
      periodEnd: end,
      createdAt: now,
      updatedAt: now,
    },
    skipDuplicates: true,
  });
  if (count === 1) return id;
  const { organizationId, customerId, kind, currency } = fields;
  const earlier = await tx.bill.findFirst({
    where: { organizationId, customerId, kind, currency, periodStart: start, state: { not: "void" } },
    select: { id: true, number: true },
  });
  throw conflict(
    "billing.bill_exists",
    { number: earlier ? labelOf(earlier) : "" },
    { billId: earlier?.id ?? null },
  );
}

/** Gives a draft what its period holds and what waited for it. @returns how many items it has now. */
export async function fillDraft(tx: Tx, billId: string, draft: NewDraft): Promise<number> {
  const { organizationId, customerId, currency, start, end, now, kind } = draft;
  const collecting = { organizationId, customerId, billId, currency, start, end, now };
  if (kind === "prepaid_statement") await collectDeductions(tx, collecting);
  else {
    await collectCredit(tx, collecting);
    await attachWaiting(tx, collecting);
  }
  return tx.billItem.count({ where: { billId } });
}

type Rated = {
  kind: BillKind;
  currency: string;
  discountRate: Prisma.Decimal;
  taxRate: Prisma.Decimal;
};

/** Works a draft out from its items as they are now. @returns how many there are, and what they come to. */
export async function totalsOf(
  tx: Tx,
  billId: string,
  bill: Rated,
): Promise<{ items: number; totals: BillTotals }> {
  const groups = await tx.billItem.groupBy({
    by: ["kind"],
    where: { billId },
    _sum: { amount: true },
    _count: true,
  });
  const sums: ItemSums = Object.fromEntries(
    groups.map((group) => [group.kind, Money.of(group._sum.amount?.toFixed() ?? "0", bill.currency)]),
  );
  const rates = { discountRate: bill.discountRate.toFixed(), taxRate: bill.taxRate.toFixed() };
  return {
    items: groups.reduce((sum, group) => sum + group._count, 0),
    totals:
      bill.kind === "prepaid_statement"
        ? statementTotals(sums, bill.currency)
        : billTotals(sums, rates, bill.currency),
  };
}

/** The columns that say what a bill comes to. */
export const totalColumns = ({ subtotal, discount, tax, total, onCredit }: BillTotals) => ({
  subtotal: subtotal.amount,
  discount: discount.amount,
  tax: tax.amount,
  total: total.amount,
  onCredit: onCredit.amount,
});

/** Writes down what a draft's items come to now. */
export async function refreshDraft(tx: Tx, billId: string, now: Date): Promise<BillTotals> {
  const bill = await tx.bill.findUniqueOrThrow({
    where: { id: billId },
    select: { kind: true, currency: true, discountRate: true, taxRate: true },
  });
  const { totals } = await totalsOf(tx, billId, bill);
  await tx.bill.update({
    where: { id: billId },
    data: { ...totalColumns(totals), ...stamps(now) },
    select: { id: true },
  });
  return totals;
}
