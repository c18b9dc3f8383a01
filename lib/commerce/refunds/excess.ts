import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { raiseRefundTask } from "@/lib/commerce/refund-tasks/raise";
import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import type { Tx } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

type Refunded = Pick<LockedRefund, "orderId" | "topUpId" | "amount">;

/**
 * By how much a refund is more than what is left of its order or top-up: a provider may have paid out what had gone back
 * already, and its money has left whatever we think of it.
 */
export async function excessOf(tx: Tx, { orderId, topUpId, amount }: Refunded): Promise<Money> {
  const { currency } = amount;
  const none = Money.zero(currency);
  const left = orderId
    ? await leftOfOrder(tx, orderId, currency)
    : topUpId
      ? await leftOfTopUp(tx, topUpId, currency)
      : amount;
  const room = left.isNegative ? none : left;
  return amount.compare(room) > 0 ? amount.minus(room) : none;
}

/**
 * Fits a refund that is about to be posted to what is left by now: the rest is excess, which people look into.
 * @param refund locked.
 */
export async function fitRefund({ tx, emit, now }: PaymentRun, refund: LockedRefund): Promise<LockedRefund> {
  const excess = await excessOf(tx, refund);
  if (excess.isZero && refund.excess.isZero) return refund;
  const more = excess.minus(refund.excess);
  // What is taken from nobody need not be billed either.
  const less = more.isNegative ? refund.billed : refund.billed.minus(more);
  const fitted = { ...refund, excess, billed: less.isNegative ? Money.zero(excess.currency) : less };
  await tx.refund.update({
    where: { id: refund.id },
    data: { excess: fitted.excess.amount, billed: fitted.billed.amount },
    select: { id: true },
  });
  if (refund.attemptId)
    await raiseRefundTask(
      { tx, emit, now },
      {
        attemptId: refund.attemptId,
        organizationId: refund.organizationId,
        orderId: refund.orderId,
        amount: excess,
        cause: "refunded_twice",
      },
    );
  return fitted;
}

async function leftOfOrder(tx: Tx, id: string, currency: string): Promise<Money> {
  const order = await tx.order.findUniqueOrThrow({
    where: { id },
    select: { paidAmount: true, voucherAmount: true, refundedAmount: true },
  });
  return Money.of(
    order.paidAmount.minus(order.voucherAmount).minus(order.refundedAmount).toFixed(),
    currency,
  );
}

async function leftOfTopUp(tx: Tx, id: string, currency: string): Promise<Money> {
  const topUp = await tx.topUp.findUniqueOrThrow({
    where: { id },
    select: { amount: true, refundedAmount: true },
  });
  return Money.of(topUp.amount.minus(topUp.refundedAmount).toFixed(), currency);
}
