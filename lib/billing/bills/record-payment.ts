import { z } from "zod";
import { claimReference } from "@/lib/billing/bank-references/claim";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { lockBill, seeBill, targetOf } from "@/lib/billing/bills/locked-row";
import { abandonPages } from "@/lib/billing/bills/open-pages";
import { requirePayableAmount, takePayment } from "@/lib/billing/bills/take-payment";
import { post } from "@/lib/billing/ledger/post";
import { channelRef } from "@/lib/billing/top-ups/fields";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";

const method = "bank_transfer";

/**
 * Records that a bill was paid by a transfer to the bank account. Somebody else always agrees first, and a reference pays once,
 * a bill, a top-up or an order.
 */
export const recordBillPayment = command({
  name: "bills.record-payment",
  permission: "billing.bills.write",
  alwaysApproved: true,
  sensitive: true,
  input: object({
    billId: id,
    version: z.int().positive().optional(),
    amount: money,
    /** The bank's reference. */
    reference: channelRef,
    reason: reason.optional(),
  }),
  scope: byIssuerOf("bill", (input) => input.billId),
  async preview({ billId, amount, reference }) {
    const bill = await seeBill(prisma, billId);
    // What could not be done is not asked for: nobody decides about more than is due.
    requirePayableAmount(bill, Money.of(amount.amount, amount.currency));
    return {
      target: targetOf(bill),
      before: { state: bill.state, paid: bill.paid.toJSON() },
      after: { pays: amount, reference },
    };
  },
  async run({ input, tx, caller, audit, emit, now }) {
    const { reference } = input;
    const run = { tx, emit, now };
    const bill = await lockBill(tx, input.billId, input.version);
    const amount = Money.of(input.amount.amount, input.amount.currency);
    await claimReference(tx, reference, { billId: bill.id }, now);
    const { state, due, paymentId } = await takePayment(
      run,
      bill,
      { amount, method, reference, operatorId: operatorOf(caller) },
      (posting, against) =>
        post(tx, {
          ...posting,
          organizationId: bill.organizationId,
          note: reference,
          lines: [{ system: "clearing", channel: "bank", amount: amount.negated() }, ...against],
        }),
    );
    await abandonPages(run, bill);
    audit.target(targetOf(bill));
    audit.change(
      { state: bill.state, paid: bill.paid.toJSON() },
      { state, paid: bill.paid.plus(amount).toJSON(), reference },
    );
    return { billId: bill.id, paymentId, state, due: due.toJSON() };
  },
});
