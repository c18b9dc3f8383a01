import type { BillState } from "@/lib/billing/bills/machine";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

const select = {
  id: true,
  number: true,
  issuerId: true,
  organizationId: true,
  customerId: true,
  kind: true,
  state: true,
  currency: true,
  periodStart: true,
  periodEnd: true,
  discountRate: true,
  taxRate: true,
  total: true,
  paid: true,
  onCredit: true,
  disputed: true,
  issuedAt: true,
  dueAt: true,
  dunningLevel: true,
  version: true,
} as const;

/**
 * A bill, held until the transaction ends: whoever comes second sees what the first did.
 * @param version as the caller saw it; when it is another now, nothing happens.
 * @throws not_found; conflict with the bill as it is now when its version is another.
 */
export async function lockBill(tx: Tx, id: string, version?: number) {
  await tx.$queryRaw`select 1 from bill where id = ${id}::uuid for update`;
  return seeBill(tx, id, version);
}

/**
 * A bill as it is now, held by nobody: to say beforehand what a command would refuse.
 * @throws like `lockBill`.
 */
export async function seeBill(tx: Pick<Tx, "bill">, id: string, version?: number) {
  const row = await tx.bill.findUnique({ where: { id }, select });
  if (!row) throw notFound();
  const of = (amount: { toFixed(): string }) => Money.of(amount.toFixed(), row.currency);
  const bill = {
    ...row,
    state: row.state as BillState,
    total: of(row.total),
    paid: of(row.paid),
    onCredit: of(row.onCredit),
  };
  if (version !== undefined && version !== row.version)
    throw conflict("billing.bill_changed", { number: labelOf(bill) }, shownBill(bill));
  return { ...bill, due: dueOf(bill) };
}

export type LockedBill = Awaited<ReturnType<typeof lockBill>>;

/** What is still to be paid. */
export function dueOf({ total, paid }: { total: Money; paid: Money }): Money {
  const due = total.minus(paid);
  return due.isNegative ? Money.zero(total.currency) : due;
}

/** What people call it: its number, or the start of its id while it has none. */
export const labelOf = ({ number, id }: { number: string | null; id: string }): string =>
  number ?? id.slice(-8);

/** What an error or the trail shows of it. */
export const shownBill = ({
  state,
  total,
  paid,
  version,
}: Pick<LockedBill, "state" | "total" | "paid" | "version">) => ({
  state,
  total: total.toJSON(),
  paid: paid.toJSON(),
  version,
});

/** What every change of a bill writes along. */
export const stamps = (now: Date) => ({ version: { increment: 1 }, updatedAt: now });

/** The audit trail's name of a bill. */
export const targetOf = (bill: { number: string | null; id: string }) => ({
  type: "bills",
  id: bill.id,
  label: labelOf(bill),
});
