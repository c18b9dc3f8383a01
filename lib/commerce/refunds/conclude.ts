import { release } from "@/lib/billing/wallets/movements";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { endRefundApproval } from "@/lib/commerce/refunds/approval";
import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { postRefund } from "@/lib/commerce/refunds/post";
import { tellOfRefund } from "@/lib/commerce/refunds/tell";
import type { Tx } from "@/lib/core/db";

/**
 * The money has moved: posts it, moves the order, top-up or task on, tells the customer and ends the approval.
 * @param refund locked; settled already is no error: whoever says so first counts.
 * @param providerRef the provider's number of it, where one moved the money.
 */
export async function settleLocked(
  run: PaymentRun,
  refund: LockedRefund,
  providerRef: string | null,
): Promise<string> {
  const { tx, emit, now } = run;
  if (refund.state === "succeeded") return refund.state;
  const state = await refundMachine.move(
    "settle",
    ({ where, data }) =>
      tx.refund.updateMany({
        where: { id: refund.id, ...where },
        data: {
          ...data,
          ...(providerRef ? { providerRef } : {}),
          failureReason: null,
          settledAt: now,
          updatedAt: now,
        },
      }),
    async () => refund,
  );
  await postRefund(tx, refund, now);
  const whole = await moveOn(tx, refund, now);
  await endRefundApproval(tx, refund, { outcome: "executed", result: { refund: refund.number } }, now);
  await tellOfRefund(tx, refund, "succeeded", now);
  const { id: refundId, organizationId, orderId } = refund;
  emit("refunds/succeeded", { refundId, organizationId, orderId, whole });
  return state;
}

/**
 * The money did not move and will not: gives back what was reserved, and ends the approval as failed with the provider's own
 * words, so that people can decide anew.
 * @param refund locked; failed already is no error.
 */
export async function failLocked(run: PaymentRun, refund: LockedRefund, message: string): Promise<string> {
  const { tx, emit, now } = run;
  if (refund.state === "failed") return refund.state;
  const state = await refundMachine.move(
    "fail",
    ({ where, data }) =>
      tx.refund.updateMany({
        where: { id: refund.id, ...where },
        data: { ...data, failureReason: message, settledAt: now, updatedAt: now },
      }),
    async () => refund,
  );
  if (refund.holdId) await release(tx, refund.holdId, now);
  await stepBack(tx, refund, now);
  const error = { code: "rule_violation", reason: "commerce.provider_refused", params: { message }, message };
  await endRefundApproval(tx, refund, { outcome: "failed", error }, now);
  await tellOfRefund(tx, refund, "failed", now);
  emit("refunds/failed", { refundId: refund.id, organizationId: refund.organizationId });
  return state;
}

/** @returns whether nothing is left to refund. */
async function moveOn(tx: Tx, refund: LockedRefund, now: Date): Promise<boolean> {
  const stamps = { version: { increment: 1 }, updatedAt: now };
  const more = { increment: refund.amount.amount };
  if (refund.orderId) {
    const order = await tx.order.update({
      where: { id: refund.orderId },
      data: { refundedAmount: more, refundingFrom: null, ...stamps },
      select: { paidAmount: true, voucherAmount: true, refundedAmount: true },
    });
    const whole = order.refundedAmount.greaterThanOrEqualTo(order.paidAmount.minus(order.voucherAmount));
    await tx.order.update({
      where: { id: refund.orderId },
      data: { state: whole ? "refunded" : "partially_refunded", ...(whole ? { endedAt: now } : {}) },
      select: { id: true },
    });
    return whole;
  }
  if (refund.topUpId) {
    const topUp = await tx.topUp.update({
      where: { id: refund.topUpId },
      data: { refundedAmount: more, ...stamps },
      select: { amount: true, refundedAmount: true },
    });
    const whole = topUp.refundedAmount.greaterThanOrEqualTo(topUp.amount);
    await tx.topUp.update({
      where: { id: refund.topUpId },
      data: { state: whole ? "refunded" : "partially_refunded" },
      select: { id: true },
    });
    return whole;
  }
  await tx.refundTask.updateMany({
    where: { refundId: refund.id },
    data: { state: "done", closedAt: now },
  });
  return true;
}

async function stepBack(tx: Tx, refund: LockedRefund, now: Date): Promise<void> {
  const stamps = { version: { increment: 1 }, updatedAt: now };
  if (refund.orderId) {
    const { refundingFrom } = await tx.order.findUniqueOrThrow({
      where: { id: refund.orderId },
      select: { refundingFrom: true },
    });
    if (refundingFrom)
      await tx.order.update({
        where: { id: refund.orderId },
        data: { state: refundingFrom, refundingFrom: null, ...stamps },
        select: { id: true },
      });
  } else if (refund.topUpId) {
    const { refundedAmount } = await tx.topUp.findUniqueOrThrow({
      where: { id: refund.topUpId },
      select: { refundedAmount: true },
    });
    await tx.topUp.update({
      where: { id: refund.topUpId },
      data: { state: refundedAmount.isZero() ? "succeeded" : "partially_refunded", ...stamps },
      select: { id: true },
    });
  } else
    await tx.refundTask.updateMany({
      where: { refundId: refund.id, state: "open" },
      data: { refundId: null },
    });
}
