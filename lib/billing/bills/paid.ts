import { lockBill } from "@/lib/billing/bills/locked-row";
import { payableStates } from "@/lib/billing/bills/machine";
import { abandonPages } from "@/lib/billing/bills/open-pages";
import { takePayment } from "@/lib/billing/bills/take-payment";
import { post } from "@/lib/billing/ledger/post";
import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { type SetAsideCause, setAside } from "@/lib/commerce/refund-tasks/set-aside";

/**
 * An online payment for a bill arrived: it pays what is owed. What the bill cannot take, because it was paid otherwise,
 * voided or reopened meanwhile, is set aside to be given back. A repeat changes nothing.
 */
export async function billPaid(run: PaymentRun, billId: string, payment: Payment): Promise<void> {
  const { tx } = run;
  const key = `payment-attempt:${payment.attemptId}:received`;
  const bill = await lockBill(tx, billId);
  if (await tx.ledgerTransaction.findUnique({ where: { key }, select: { id: true } })) return;
  const cause = reasonToSetAside(bill, payment);
  if (cause) return setAside(run, payment, cause);
  const { amount, provider } = payment;
  await takePayment(run, bill, { amount, method: provider, operatorId: null, key }, (posting, against) =>
    post(tx, {
      ...posting,
      organizationId: bill.organizationId,
      lines: [{ system: "clearing", channel: provider, amount: amount.negated() }, ...against],
    }),
  );
  await abandonPages(run, bill, payment.attemptId);
}

function reasonToSetAside(
  bill: Awaited<ReturnType<typeof lockBill>>,
  { amount }: Payment,
): SetAsideCause | null {
  if (bill.state === "void") return "paid_after_cancel";
  if (!payableStates.includes(bill.state)) return "paid_twice";
  if (amount.currency !== bill.currency || amount.compare(bill.due) > 0) return "amount_differs";
  return null;
}
