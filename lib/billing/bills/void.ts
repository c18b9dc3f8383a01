import { z } from "zod";
import { carryOver, emptyDraft, forgetStatement } from "@/lib/billing/bill-items/carry-over";
import { liftSuspension } from "@/lib/billing/billing-profiles/suspension";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { type LockedBill, lockBill, stamps, targetOf } from "@/lib/billing/bills/locked-row";
import { billMachine } from "@/lib/billing/bills/machine";
import { tellOwner } from "@/lib/billing/bills/notice";
import { abandonPages } from "@/lib/billing/bills/open-pages";
import { undoBill } from "@/lib/billing/bills/return-payments";
import type { BillRun } from "@/lib/billing/bills/take-payment";
import { creditedOf } from "@/lib/billing/disputes/credited";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";

/**
 * Ends a bill that counts no more, before its items are let go and what it posted is undone.
 * @throws rule_violation while it is invoiced or disputed; conflict when its state does not allow it.
 */
export async function endBill(
  run: BillRun,
  bill: LockedBill,
  move: "void" | "reopen",
  reason: string,
): Promise<void> {
  const { tx, now } = run;
  const invoiced = await tx.invoiceBill.findFirst({
    where: { billId: bill.id, invoice: { state: { not: "void" } } },
    select: { invoice: { select: { id: true, number: true } } },
  });
  if (invoiced)
    throw refused("billing.bill_invoiced", {
      invoice: invoiced.invoice.number ?? invoiced.invoice.id.slice(-8),
    });
  if (bill.disputed) throw refused("billing.bill_disputed", { number: bill.number ?? "" });
  await billMachine.move(
    move,
    ({ where, data }) =>
      tx.bill.updateMany({
        where: { id: bill.id, ...where },
        data: { ...data, voidReason: reason, paid: 0, nextDunningAt: null, ...stamps(now) },
      }),
    async () => ({ state: bill.state }),
  );
  await abandonPages(run, bill);
  await liftSuspension(run, bill);
}

/** What voiding or reopening a bill gives back, for the dialog before it. */
export async function endingPreview(billId: string, after: Record<string, unknown>) {
  const bill = await prisma.bill.findUnique({
    where: { id: billId },
    select: { id: true, number: true, state: true, total: true, paid: true, currency: true },
  });
  if (!bill) throw notFound();
  const { currency } = bill;
  return {
    target: targetOf(bill),
    before: {
      state: bill.state,
      total: { amount: bill.total.toFixed(), currency },
      paid: { amount: bill.paid.toFixed(), currency },
    },
    after: { state: "void", returned: { amount: bill.paid.toFixed(), currency }, ...after },
  };
}

/**
 * Voids a bill (admin-prd 7): its postings are reversed and what was paid is given back. What was spent on credit, and whatever
 * else happened elsewhere, waits for the next bill; what was charged by hand is gone with it.
 */
export const voidBill = command({
  name: "bills.void",
  permission: "billing.bills.void",
  sensitive: true,
  input: object({ billId: id, version: z.int().positive().optional(), reason }),
  scope: byIssuerOf("bill", (input) => input.billId),
  preview: ({ billId }) => endingPreview(billId, {}),
  async run({ input: { billId, version, reason }, tx, audit, emit, now }) {
    const run = { tx, emit, now };
    const bill = await lockBill(tx, billId, version);
    const statement = bill.kind === "prepaid_statement";
    // What was credited stays credited: it belongs to the bill that replaces this one.
    if (!(await creditedOf(tx, billId, bill.currency)).isZero)
      throw refused("billing.bill_credited", { number: bill.number ?? "" });
    await endBill(run, bill, "void", reason);
    let returned = Money.zero(bill.currency);
    if (bill.state === "to_issue") await emptyDraft(tx, billId, statement);
    else if (statement) await forgetStatement(tx, billId);
    else {
      await carryOver(tx, billId, null, now);
      await tellOwner(tx, bill, "voided", { now });
      ({ returned } = await undoBill(run, bill));
    }
    emit("bills/voided", { billId, organizationId: bill.organizationId });
    audit.target(targetOf(bill));
    audit.change(
      { state: bill.state, paid: bill.paid.toJSON() },
      { state: "void", paid: Money.zero(bill.currency).toJSON(), returned: returned.toJSON() },
    );
    return { billId, state: "void", returned: returned.toJSON() };
  },
});
