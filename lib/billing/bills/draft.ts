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

type Billed = Pick<NewDraft, "organizationId" | "customerId" | "kind" | "currency">;

const billsOf = ({ organizationId, customerId, kind, currency }: Billed) =>
  ({ organizationId, customerId, kind, currency, state: { not: "void" } }) satisfies Prisma.BillWhereInput;

/** Has whoever bills the same owner meanwhile wait until the transaction ends, so that no two periods overlap. */
async function lockOwner(tx: Tx, { organizationId, customerId }: BillOwner): Promise<void> {
  await (customerId
    ? tx.$queryRaw`select 1 from customer where id = ${customerId}::uuid for no key update`
    : tx.$queryRaw`select 1 from organization where id = ${organizationId}::uuid for no key update`);
}

/**
 * Where a bill begins that shall end with a period: with the period, or where bills reach into it already, after the last of them.
 * The owner stays locked.
 * @returns null when they reach to its end or beyond.
 */
export async function unbilledFrom(tx: Tx, draft: Billed & { start: Date; end: Date }): Promise<Date | null> {
  const { start, end } = draft;
  await lockOwner(tx, draft);
  const last = await tx.bill.findFirst({
    where: { ...billsOf(draft), periodStart: { lt: end }, periodEnd: { gt: start } },
    orderBy: { periodEnd: "desc" },
    select: { periodEnd: true },
  });
  if (!last) return start;
  return last.periodEnd < end ? last.periodEnd : null;
}

/**
 * Begins a bill: a draft without a number, still empty. One that replaces another takes its days over.
 * @throws conflict naming the bill of the same owner, kind and currency that has some of the same days.
 */
export async function beginDraft(tx: Tx, draft: NewDraft): Promise<string> {
  const { start, end, now, runId = null, replacesId = null, ...fields } = draft;
  const id = newId();
  if (!replacesId) {
    await lockOwner(tx, fields);
    const other = await tx.bill.findFirst({
      where: { ...billsOf(fields), periodStart: { lt: end }, periodEnd: { gt: start } },
      orderBy: { periodStart: "asc" },
      select: { id: true, number: true },
    });
    if (other) throw conflict("billing.bill_exists", { number: labelOf(other) }, { billId: other.id });
  }
  await tx.bill.create({
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
    select: { id: true },
  });
  return id;
}

/** Gives a draft what stands on none before its end, and what waited for it. @returns how many items it has now. */
export async function fillDraft(tx: Tx, billId: string, draft: NewDraft): Promise<number> {
  const { organizationId, customerId, currency, start, end, now, kind } = draft;
  const collecting = { organizationId, customerId, billId, currency, end, now };
  if (kind === "prepaid_statement") {
    const before = await tx.bill.findFirst({
      where: { ...billsOf(draft), periodEnd: { lte: start } },
      orderBy: { periodEnd: "desc" },
      select: { periodEnd: true },
    });
    await collectDeductions(tx, collecting, before?.periodEnd ?? start);
  } else {
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
