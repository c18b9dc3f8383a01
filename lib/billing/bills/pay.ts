import { z } from "zod";
import { type LockedBill, labelOf, lockBill, targetOf } from "@/lib/billing/bills/locked-row";
import { abandonPages, openPage, requireNothingUnderWay } from "@/lib/billing/bills/open-pages";
import { type BillRun, requirePayableAmount, takePayment } from "@/lib/billing/bills/take-payment";
import { spend, takenFrom } from "@/lib/billing/wallets/movements";
import { beginPayment } from "@/lib/commerce/payment-attempts/begin";
import { unusableVoucherAccounts } from "@/lib/commerce/vouchers/usable";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/**
 * Pays a bill, whole or in part: from the owner's wallet at once, vouchers that expire first, then cash (admin-prd 7: order of
 * deduction); or online, where the answer's attempt leads to a page to pay on. What was paid on credit is not paid with credit
 * again.
 */
export const payBill = command({
  name: "bills.pay",
  permission: "billing.bills.pay",
  input: object({
    billId: id,
    /** The bill as the payer saw it: when it changed since, nothing is paid. */
    version: z.int().positive().optional(),
    method: z.enum(["wallet", "online"]).default("wallet"),
    /** All that is owed, unless said. */
    amount: money.optional(),
    /** A method the owner saved, instead of a page to pay on. */
    savedMethodId: id.optional(),
  }),
  scope: ofRow("bill", (input) => input.billId),
  async preview({ billId, amount }) {
    const bill = await prisma.bill.findUnique({
      where: { id: billId },
      select: { id: true, number: true, state: true, total: true, paid: true, currency: true },
    });
    if (!bill) throw notFound();
    const due = { amount: bill.total.minus(bill.paid).toFixed(), currency: bill.currency };
    return { target: targetOf(bill), before: { state: bill.state, due }, after: { pays: amount ?? due } };
  },
  async run({ input, tx, caller, audit, emit, now }) {
    const run: BillRun = { tx, emit, now };
    const bill = await lockBill(tx, input.billId, input.version);
    const amount = input.amount ? Money.of(input.amount.amount, input.amount.currency) : bill.due;
    requirePayableAmount(bill, amount);
    await requireNothingUnderWay(run, bill);
    audit.target(targetOf(bill));
    if (input.method === "online") {
      const open = input.savedMethodId ? null : await openPage(run, bill, amount);
      const attemptId = open ?? (await begin(run, bill, amount, input.savedMethodId));
      audit.change(null, { attemptId, amount: amount.toJSON() });
      return { billId: bill.id, state: bill.state as string, due: bill.due.toJSON(), attemptId };
    }
    const { state, due } = await payFromWallet(run, bill, amount, operatorOf(caller));
    await abandonPages(run, bill);
    audit.change(
      { state: bill.state, paid: bill.paid.toJSON() },
      { state, paid: bill.paid.plus(amount).toJSON() },
    );
    return { billId: bill.id, state, due: due.toJSON(), attemptId: null };
  },
});

/** Takes an amount of a bill out of its owner's wallet. @throws rule_violation when there is too little. */
export const payFromWallet = (run: BillRun, bill: LockedBill, amount: Money, operatorId: string | null) =>
  takePayment(run, bill, { amount, method: "wallet", operatorId }, async (posting, against, { walletId }) => {
    const { transactionId, taken } = await spend(run.tx, {
      ...posting,
      walletId,
      amount,
      against,
      parts: ["wallet_voucher", "wallet_cash"],
      skip: await unusableVoucherAccounts(run.tx, walletId, { skuIds: [], total: bill.total }),
    });
    return { transactionId, fromVouchers: takenFrom(taken, "wallet_voucher", bill.currency) };
  });

async function begin(run: BillRun, bill: LockedBill, amount: Money, savedMethodId?: string): Promise<string> {
  await abandonPages(run, bill);
  const { attemptId } = await beginPayment(run, {
    billId: bill.id,
    organizationId: bill.organizationId,
    customerId: bill.customerId,
    amount,
    description: labelOf(bill),
    ...(savedMethodId ? { savedMethodId } : {}),
  });
  return attemptId;
}
