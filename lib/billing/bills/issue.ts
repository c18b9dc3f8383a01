import { z } from "zod";
import { profileOf } from "@/lib/billing/billing-profiles/find";
import { documentNumber } from "@/lib/billing/bills/document-number";
import { totalColumns, totalsOf } from "@/lib/billing/bills/draft";
import { firstReminder } from "@/lib/billing/bills/dunning-plan";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { type LockedBill, lockBill, stamps, targetOf } from "@/lib/billing/bills/locked-row";
import { billMachine } from "@/lib/billing/bills/machine";
import { ownerWallet } from "@/lib/billing/bills/owner-wallet";
import { issueLines } from "@/lib/billing/bills/postings";
import { keepTaxLines, taxLinesOf } from "@/lib/billing/bills/tax-lines";
import { post } from "@/lib/billing/ledger/post";
import { operatorOf } from "@/lib/core/caller";
import { after, days } from "@/lib/core/clock";
import { command, type Run } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { setting } from "@/lib/settings/settings/read";

/** Days to pay where nothing was agreed. */
const usualTerms = 30;

/**
 * Gives a draft its number and its postings, and sends it on its way. Where nothing is owed on it (statements, credits) it is
 * settled at once; what credits leave over goes into the owner's wallet.
 * @param operatorId who issued it, for the link in the notice; null for the product itself.
 * @throws rule_violation for an empty one; conflict when it is no draft any more.
 */
export async function issueDraft(
  { tx, emit, now }: Pick<Run<unknown>, "tx" | "emit" | "now">,
  bill: LockedBill,
  operatorId: string | null,
): Promise<{ number: string; state: string; total: Money }> {
  const { organizationId, currency, issuerId } = bill;
  const { items, totals } = await totalsOf(tx, bill.id, bill);
  if (items === 0) throw refused("billing.nothing_to_bill");
  const statement = bill.kind === "prepaid_statement";
  const zero = Money.zero(currency);
  const asks = !statement && totals.total.compare(zero) > 0;
  const profile = await profileOf(tx, bill, currency);
  const dueAt = asks ? after(now, days(profile?.termsDays ?? usualTerms)) : null;
  const reminder = dueAt ? firstReminder(dueAt, await setting("billing", tx)) : null;
  // Opened before the number is taken: whoever issues next waits from then on.
  const wallet = statement ? null : await ownerWallet(tx, bill, currency, now);
  let number = "";
  const state = await billMachine.move(
    asks ? "issue" : "issue_settled",
    async ({ where, data }) => {
      number = await documentNumber(tx, issuerId, "bill");
      return tx.bill.updateMany({
        where: { id: bill.id, ...where },
        data: {
          ...data,
          ...totalColumns(totals),
          number,
          issuedAt: now,
          dueAt,
          nextDunningAt: reminder,
          dunningLevel: 0,
          settledAt: asks ? null : now,
          paid: statement && !totals.total.isNegative ? totals.total.amount : zero.amount,
          ...stamps(now),
        },
      });
    },
    async () => ({ state: bill.state }),
  );
  await keepTaxLines(tx, bill.id, await taxLinesOf(tx, bill, totals));
  emit("bills/issued", { billId: bill.id, organizationId, operatorId });
  const lines = wallet ? issueLines(totals, wallet.accounts) : [];
  if (lines.length > 0)
    await post(tx, {
      key: `bill:${bill.id}:issued`,
      kind: "bill_issued",
      organizationId,
      reference: { type: "bills", id: bill.id },
      lines,
      at: now,
    });
  return { number, state, total: totals.total };
}

/** Issues a bill (admin-prd 7). Its number is the issuer's next one, without gaps. */
export const issueBill = command({
  name: "bills.issue",
  permission: "billing.bills.write",
  input: object({ billId: id, version: z.int().positive().optional() }),
  scope: byIssuerOf("bill", (input) => input.billId),
  async preview({ billId }) {
    const bill = await prisma.bill.findUnique({
      where: { id: billId },
      select: { id: true, number: true, state: true, total: true, currency: true },
    });
    if (!bill) throw notFound();
    return {
      target: targetOf(bill),
      before: { state: bill.state },
      after: { state: "issued", total: { amount: bill.total.toFixed(), currency: bill.currency } },
    };
  },
  async run({ input: { billId, version }, tx, caller, audit, emit, now }) {
    const bill = await lockBill(tx, billId, version);
    const issued = await issueDraft({ tx, emit, now }, bill, operatorOf(caller));
    audit.target(targetOf({ id: billId, number: issued.number }));
    audit.change(
      { state: bill.state, number: null },
      { state: issued.state, number: issued.number, total: issued.total.toJSON() },
    );
    return { billId, number: issued.number, state: issued.state, total: issued.total.toJSON() };
  },
});
