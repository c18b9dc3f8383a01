import { z } from "zod";
import { firstReminder } from "@/lib/billing/bills/dunning-plan";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { type LockedBill, lockBill, stamps } from "@/lib/billing/bills/locked-row";
import { payableStates } from "@/lib/billing/bills/machine";
import { tellOwner } from "@/lib/billing/bills/notice";
import { type BillRun, takePayment } from "@/lib/billing/bills/take-payment";
import { creditSources } from "@/lib/billing/disputes/credited";
import { disputeMachine } from "@/lib/billing/disputes/machine";
import { askForCorrection } from "@/lib/billing/invoices/tell";
import { post } from "@/lib/billing/ledger/post";
import { operatorOf } from "@/lib/core/caller";
import { after, days } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, minorUnitDigits, money } from "@/lib/core/money";
import type { Place } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

type Input = { disputeId: string };

/** The issuer first: whoever decides about it does so there, not where the bill is owed. */
const byIssuerFirst = async (input: Input, caller: Parameters<ReturnType<typeof byIssuerOf<Input>>>[1]) => {
  const places: Place[] = await byIssuerOf<Input>("dispute", ({ disputeId }) => disputeId)(input, caller);
  return places.reverse();
};

/**
 * Ends the dispute of a bill, after somebody else agreed (admin-prd 7): with a credit, which takes off what the bill still asks
 * for and puts the rest on the next bill as a negative item; or with a rejection.
 */
export const resolveDispute = command({
  name: "disputes.resolve",
  permission: "billing.disputes.write",
  alwaysApproved: true,
  input: object({
    disputeId: id,
    outcome: z.enum(["credit", "reject"]),
    /** What is credited; all that is disputed, unless said. */
    amount: money.optional(),
    reason,
  }),
  scope: byIssuerFirst,
  async preview({ disputeId, outcome, amount }) {
    const dispute = await prisma.dispute.findUnique({
      where: { id: disputeId },
      select: { number: true, state: true, amount: true, currency: true, bill: { select: { number: true } } },
    });
    if (!dispute) throw notFound();
    const disputed = { amount: dispute.amount.toFixed(), currency: dispute.currency };
    return {
      target: { type: "disputes", id: disputeId, label: dispute.number },
      before: { state: dispute.state, bill: dispute.bill?.number ?? null, disputed },
      after:
        outcome === "credit" ? { state: "credited", credited: amount ?? disputed } : { state: "rejected" },
    };
  },
  async run({ input, tx, caller, audit, emit, now }) {
    const { disputeId, outcome, reason } = input;
    const run = { tx, emit, now };
    const { billId } = await tx.dispute.findUniqueOrThrow({
      where: { id: disputeId },
      select: { billId: true },
    });
    const bill = await lockBill(tx, billId ?? "");
    const dispute = await tx.dispute.findUniqueOrThrow({
      where: { id: disputeId },
      select: { number: true, kind: true, state: true, amount: true, currency: true },
    });
    if (dispute.kind !== "bill") throw refused("billing.bank_decides");
    const disputed = Money.of(dispute.amount.toFixed(), dispute.currency);
    const credit =
      outcome === "reject"
        ? Money.zero(bill.currency)
        : input.amount
          ? Money.of(input.amount.amount, input.amount.currency)
          : disputed;
    if (outcome === "credit") requireCreditable(credit, disputed);
    const state = await disputeMachine.move(
      outcome,
      ({ where, data }) =>
        tx.dispute.updateMany({
          where: { id: disputeId, ...where },
          data: {
            ...data,
            outcome: reason.slice(0, 500),
            closedAt: now,
            version: { increment: 1 },
            updatedAt: now,
          },
        }),
      async () => ({ state: dispute.state as "open" }),
    );
    await resumeDunning(run, bill);
    const after = await lockBill(tx, bill.id);
    if (outcome === "credit")
      await applyCredit(run, after, {
        disputeId,
        number: dispute.number,
        credit,
        operatorId: operatorOf(caller),
      });
    if (outcome === "credit") await askForCorrection(tx, bill, now);
    await tellOwner(
      tx,
      { ...after, due: credit },
      outcome === "credit" ? "dispute_credited" : "dispute_rejected",
      { now },
    );
    emit(`disputes/${state}`, { disputeId, billId: bill.id, organizationId: bill.organizationId });
    audit.target({ type: "disputes", id: disputeId, label: dispute.number });
    audit.organization(bill.organizationId);
    audit.change({ state: dispute.state }, { state, credited: credit.toJSON() });
    return { disputeId, state, credited: credit.toJSON() };
  },
});

function requireCreditable(credit: Money, disputed: Money): void {
  const { currency } = disputed;
  if (credit.currency !== currency) throw refused("billing.currency_mismatch");
  if (credit.isZero || credit.isNegative) throw refused("billing.amount_not_positive");
  const digits = minorUnitDigits(currency);
  if (credit.amount.decimalPlaces() > digits)
    throw refused("billing.too_many_decimals", { currency, digits });
  if (credit.compare(disputed) > 0)
    throw refused("billing.more_than_disputed", { disputed: `${disputed.amount.toFixed()} ${currency}` });
}

/** The bill is owed again as before: reminders begin anew, no sooner than tomorrow. */
async function resumeDunning({ tx, now }: BillRun, bill: LockedBill): Promise<void> {
  const tomorrow = after(now, days(1));
  const first =
    payableStates.includes(bill.state) && bill.dueAt
      ? firstReminder(bill.dueAt, await setting("billing", tx))
      : null;
  await tx.bill.update({
    where: { id: bill.id },
    data: { disputed: false, nextDunningAt: first && first < tomorrow ? tomorrow : first, ...stamps(now) },
    select: { id: true },
  });
}

type Credit = { disputeId: string; number: string; credit: Money; operatorId: string | null };

async function applyCredit(
  run: BillRun,
  bill: LockedBill,
  { disputeId, number, credit, operatorId }: Credit,
): Promise<void> {
  const { tx } = run;
  const owed = payableStates.includes(bill.state) ? bill.due : Money.zero(bill.currency);
  const applied = owed.compare(credit) < 0 ? owed : credit;
  const rest = credit.minus(applied);
  const sources = creditSources(disputeId);
  const item = { bill, description: number, now: run.now };
  if (!rest.isZero) await creditItem(tx, { ...item, amount: rest, source: sources.waiting, billId: null });
  if (applied.isZero) return;
  await creditItem(tx, { ...item, amount: applied, source: sources.applied, billId: bill.id });
  await takePayment(
    run,
    bill,
    { amount: applied, method: "credit", reference: number, operatorId, kind: "bill_credited" },
    (posting, against) =>
      post(tx, {
        ...posting,
        organizationId: bill.organizationId,
        note: number,
        lines: [{ system: "adjustments", amount: applied.negated() }, ...against],
      }),
  );
}

async function creditItem(
  tx: Tx,
  item: {
    bill: LockedBill;
    description: string;
    amount: Money;
    source: string;
    billId: string | null;
    now: Date;
  },
): Promise<void> {
  const { bill, amount, now, ...fields } = item;
  await tx.billItem.create({
    data: {
      ...fields,
      id: newId(),
      organizationId: bill.organizationId,
      customerId: bill.customerId,
      kind: "credit",
      unitPrice: amount.negated().amount,
      amount: amount.negated().amount,
      currency: bill.currency,
      occurredAt: now,
      createdAt: now,
    },
    select: { id: true },
  });
}
