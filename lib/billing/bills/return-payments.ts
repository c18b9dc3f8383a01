import type { LockedBill } from "@/lib/billing/bills/locked-row";
import { ownerWallet } from "@/lib/billing/bills/owner-wallet";
import type { BillRun } from "@/lib/billing/bills/take-payment";
import { type Line, post } from "@/lib/billing/ledger/post";
import { reviveVoucher } from "@/lib/commerce/vouchers/revive";
import { AppError, refused } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

/**
 * Takes back what issuing a bill posted, and gives back what was paid for it: to the wallet's parts it came from, and what a
 * provider or bank received into the wallet's cash. What a voucher paid is worth something again only while it could still be
 * used. What was credited after a dispute counts as not credited.
 * @throws rule_violation when credit that the bill's payment freed is in use again.
 */
export async function undoBill(run: BillRun, bill: LockedBill): Promise<{ returned: Money }> {
  const { tx, now } = run;
  const payments = await tx.billPayment.findMany({
    where: { billId: bill.id, returnedAt: null },
    orderBy: { id: "desc" },
    select: { id: true, amount: true, transactionId: true, method: true },
  });
  let returned = Money.zero(bill.currency);
  for (const payment of payments) {
    const returnId = await reversed(run, bill, payment.transactionId, `bill-payment:${payment.id}:returned`);
    await tx.billPayment.update({
      where: { id: payment.id },
      data: { returnedAt: now, returnId },
      select: { id: true },
    });
    if (payment.method !== "credit")
      returned = returned.plus(Money.of(payment.amount.toFixed(), bill.currency));
  }
  const issued = await tx.ledgerTransaction.findUnique({
    where: { key: `bill:${bill.id}:issued` },
    select: { id: true },
  });
  if (issued) await reversed(run, bill, issued.id, `bill:${bill.id}:voided`);
  return { returned };
}

async function reversed(
  { tx, now }: BillRun,
  bill: LockedBill,
  transactionId: string,
  key: string,
): Promise<string> {
  const { createdAt } = await tx.ledgerTransaction.findUniqueOrThrow({
    where: { id: transactionId },
    select: { createdAt: true },
  });
  const entries = await tx.ledgerEntry.findMany({
    where: { transactionId, createdAt },
    orderBy: { sequence: "asc" },
    select: {
      accountId: true,
      amount: true,
      currency: true,
      account: { select: { kind: true, closedAt: true } },
    },
  });
  let exact = true;
  const lines: Line[] = [];
  for (const { accountId, account, ...entry } of entries) {
    const amount = Money.of(entry.amount.toFixed(), entry.currency).negated();
    if (account.kind === "clearing") {
      const { accounts } = await ownerWallet(tx, bill, bill.currency, now);
      lines.push({ account: accounts.cash, amount });
      exact = false;
    } else if (account.closedAt && !(await reviveVoucher(tx, accountId, now))) {
      lines.push({ system: "voucher_cost", amount });
      exact = false;
    } else lines.push({ account: accountId, amount });
  }
  try {
    const posted = await post(tx, {
      key,
      kind: key.endsWith(":voided") ? "bill_voided" : "bill_payment_returned",
      organizationId: bill.organizationId,
      reference: { type: "bills", id: bill.id },
      lines,
      // Only what is exactly the opposite is called a reversal.
      reverses: exact ? transactionId : undefined,
      at: now,
    });
    return posted.transactionId;
  } catch (error) {
    if (error instanceof AppError && error.reason === "billing.insufficient_balance")
      throw refused("billing.paid_money_in_use", { number: bill.number ?? "" });
    throw error;
  }
}
