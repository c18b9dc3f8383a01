import { liftSuspension } from "@/lib/billing/billing-profiles/suspension";
import { type LockedBill, shownBill, stamps } from "@/lib/billing/bills/locked-row";
import { billMachine } from "@/lib/billing/bills/machine";
import { ownerWallet } from "@/lib/billing/bills/owner-wallet";
import { paymentLines, type WalletAccounts } from "@/lib/billing/bills/postings";
import { splitPayment } from "@/lib/billing/bills/totals";
import { askForCorrection } from "@/lib/billing/invoices/tell";
import type { LedgerKind } from "@/lib/billing/ledger/kinds";
import type { Line } from "@/lib/billing/ledger/post";
import type { Run } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { type Money, minorUnitDigits } from "@/lib/core/money";

export type BillRun = Pick<Run<unknown>, "tx" | "emit" | "now">;

/** What posts a payment against where it goes, and says which transaction that was and what of it vouchers paid. */
type Post = (
  posting: { key: string; kind: LedgerKind; reference: { type: string; id: string }; at: Date },
  against: Line[],
  wallet: { walletId: string; accounts: WalletAccounts },
) => Promise<{ transactionId: string; fromVouchers?: Money }>;

/**
 * Takes a payment of a bill, whole or in part: moves the bill, posts, and keeps what was paid. What it owes anew is paid first,
 * then what was spent on credit.
 * @param bill locked by this transaction.
 * @throws rule_violation: another currency, not positive, finer than the minor unit, more than is owed; conflict when the bill
 * is in no state to be paid.
 */
export async function takePayment(
  run: BillRun,
  bill: LockedBill,
  payment: {
    amount: Money;
    /** "wallet", "bank_transfer", "credit" or the provider's name. */
    method: string;
    reference?: string;
    operatorId: string | null;
    /** The posting's key; the payment's own when there is no other. */
    key?: string;
    kind?: LedgerKind;
  },
  postAgainst: Post,
): Promise<{ paymentId: string; state: string; due: Money }> {
  const { tx, emit, now } = run;
  const { amount, method, reference, operatorId, kind = "bill_paid" } = payment;
  requirePayableAmount(bill, amount);
  const due = bill.due.minus(amount);
  const paymentId = newId();
  const state = await billMachine.move(
    due.isZero ? "pay_all" : "pay_part",
    ({ where, data }) =>
      tx.bill.updateMany({
        where: { id: bill.id, ...where },
        data: {
          ...data,
          paid: bill.paid.plus(amount).amount,
          ...(due.isZero ? { settledAt: now, nextDunningAt: null } : {}),
          ...stamps(now),
        },
      }),
    async () => ({ state: bill.state }),
  );
  if (due.isZero) {
    await liftSuspension(run, bill);
    emit("bills/settled", { billId: bill.id, organizationId: bill.organizationId });
  } else emit("bills/paid-in-part", { billId: bill.id, organizationId: bill.organizationId });
  const wallet = await ownerWallet(tx, bill, bill.currency, now);
  const { transactionId, fromVouchers } = await postAgainst(
    {
      key: payment.key ?? `bill:${bill.id}:payment:${paymentId}`,
      kind,
      reference: { type: "bills", id: bill.id },
      at: now,
    },
    paymentLines(splitPayment(bill, amount), wallet.accounts),
    wallet,
  );
  await tx.billPayment.create({
    data: {
      id: paymentId,
      organizationId: bill.organizationId,
      billId: bill.id,
      method,
      reference: reference ?? null,
      amount: amount.amount,
      voucherAmount: fromVouchers?.amount ?? 0,
      currency: bill.currency,
      transactionId,
      operatorId,
      createdAt: now,
    },
    select: { id: true },
  });
  if (fromVouchers && !fromVouchers.isZero) await askForCorrection(tx, bill, now);
  return { paymentId, state, due };
}

/** @throws rule_violation, conflict like `takePayment`. */
export function requirePayableAmount(bill: LockedBill, amount: Money): void {
  const { currency } = bill;
  if (amount.currency !== currency) throw refused("billing.currency_mismatch");
  if (amount.isZero || amount.isNegative) throw refused("billing.amount_not_positive");
  const digits = minorUnitDigits(currency);
  if (amount.amount.decimalPlaces() > digits)
    throw refused("billing.too_many_decimals", { currency, digits });
  if (!billMachine.moves.pay_all.from.includes(bill.state))
    throw conflict("wrong_state", { state: bill.state, action: "bills.pay" }, shownBill(bill));
  if (amount.compare(bill.due) > 0)
    throw refused("billing.more_than_due", { due: `${bill.due.amount.toFixed()} ${currency}` });
}
