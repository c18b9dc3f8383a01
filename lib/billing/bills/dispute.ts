import { z } from "zod";
import { lockBill, stamps, targetOf } from "@/lib/billing/bills/locked-row";
import { issuedStates } from "@/lib/billing/bills/machine";
import { tellIssuer } from "@/lib/billing/bills/notice";
import { creditedOf } from "@/lib/billing/disputes/credited";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { ofRow } from "@/lib/core/scope";

/**
 * Says that a bill is wrong (admin-prd 7: disputes). Until the dispute is resolved nobody is reminded, suspended or charged by
 * auto-pay because of the bill; it can be paid all the same.
 */
export const disputeBill = command({
  name: "bills.dispute",
  permission: "billing.bills.dispute",
  input: object({
    billId: id,
    version: z.int().positive().optional(),
    /** How much of it is wrong; all of it, unless said. */
    amount: money.optional(),
    reason,
  }),
  scope: ofRow("bill", (input) => input.billId),
  async run({ input, tx, audit, emit, now }) {
    const bill = await lockBill(tx, input.billId, input.version);
    const number = bill.number ?? "";
    if (!issuedStates.includes(bill.state) || bill.state === "closed")
      throw conflict("wrong_state", { state: bill.state, action: "bills.dispute" }, { state: bill.state });
    if (bill.disputed) throw conflict("billing.already_disputed", { number });
    const left = bill.total.minus(await creditedOf(tx, bill.id, bill.currency));
    const amount = input.amount ? Money.of(input.amount.amount, input.amount.currency) : left;
    if (amount.currency !== bill.currency) throw refused("billing.currency_mismatch");
    if (amount.isZero || amount.isNegative) throw refused("billing.amount_not_positive");
    if (amount.compare(left) > 0)
      throw refused("billing.more_than_billed", { left: `${left.amount.toFixed()} ${bill.currency}` });
    const disputeId = newId();
    const { number: disputeNumber } = await tx.dispute.create({
      data: {
        id: disputeId,
        number: await nextNumber(tx, "dispute"),
        organizationId: bill.organizationId,
        customerId: bill.customerId,
        kind: "bill",
        amount: amount.amount,
        currency: bill.currency,
        reason: input.reason,
        billId: bill.id,
        openedAt: now,
        createdAt: now,
        updatedAt: now,
      },
      select: { number: true },
    });
    await tx.bill.update({
      where: { id: bill.id },
      data: { disputed: true, nextDunningAt: null, ...stamps(now) },
      select: { id: true },
    });
    await tellIssuer(tx, bill, "disputed", now);
    emit("bills/disputed", { billId: bill.id, disputeId, organizationId: bill.organizationId });
    audit.target(targetOf(bill));
    audit.change({ disputed: false }, { disputed: true, dispute: disputeNumber, amount: amount.toJSON() });
    return { billId: bill.id, disputeId, number: disputeNumber };
  },
});
