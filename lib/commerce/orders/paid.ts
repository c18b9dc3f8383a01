import { post } from "@/lib/billing/ledger/post";
import { capture, takenFrom } from "@/lib/billing/wallets/movements";
import { abandonCheckouts } from "@/lib/commerce/orders/abandon-checkouts";
import { becomePaid } from "@/lib/commerce/orders/become-paid";
import { type LockedOrder, lockOrder } from "@/lib/commerce/orders/locked";
import { earned, taxOfPart } from "@/lib/commerce/orders/price";
import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { type SetAsideCause, setAside } from "@/lib/commerce/refund-tasks/set-aside";
import { Money } from "@/lib/core/money";

/**
 * An online payment for an order arrived. A pending order becomes paid, with what the wallet held of it captured; the money is
 * set aside when the order has ended or was paid before, or when it is not exactly what was asked for (connectivity 6.8, 6.9).
 * Expiry at the same moment waits for the order's row or makes this wait: exactly one of them moves it.
 */
export async function orderPaid(run: PaymentRun, orderId: string, payment: Payment): Promise<void> {
  const order = await lockOrder(run.tx, orderId);
  const cause = causeToSetAside(order, payment.amount);
  if (cause) {
    await setAside(run, payment, cause, orderId);
    return;
  }
  const fromVouchers = await postPayment(run, order, payment);
  await becomePaid(run, order, {
    total: order.total,
    fromWallet: order.walletAmount,
    fromVouchers,
    paidAt: payment.paidAt,
  });
  await abandonCheckouts(run, order, payment.attemptId);
}

function causeToSetAside(order: LockedOrder, amount: Money): SetAsideCause | null {
  if (order.state === "expired") return "paid_after_expiry";
  if (order.state === "canceled") return "paid_after_cancel";
  if (order.state !== "pending") return "paid_twice";
  const asked = order.onlineAmount;
  const exact = amount.currency === asked.currency && amount.compare(asked) === 0;
  return exact ? null : "amount_differs";
}

/** @returns what of it vouchers paid. */
async function postPayment(
  { tx, now }: PaymentRun,
  order: LockedOrder,
  { attemptId, provider, amount }: Payment,
): Promise<Money> {
  const { total, tax, walletAmount, organizationId } = order;
  const reference = { type: "orders", id: order.id };
  const taxOfWallet = taxOfPart(tax, walletAmount, total);
  await post(tx, {
    key: `payment-attempt:${attemptId}:received`,
    kind: "order",
    organizationId,
    reference,
    lines: [
      { system: "clearing", channel: provider, amount: amount.negated() },
      ...earned(amount, tax.minus(taxOfWallet)),
    ],
    at: now,
  });
  if (!order.holdId) return Money.zero(order.currency);
  const { taken } = await capture(tx, {
    key: `order:${order.id}:paid`,
    kind: "order",
    holdId: order.holdId,
    amount: walletAmount,
    against: earned(walletAmount, taxOfWallet),
    reference,
    at: now,
  });
  return takenFrom(taken, "wallet_voucher", order.currency);
}
