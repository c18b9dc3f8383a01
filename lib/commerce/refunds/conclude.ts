import { release } from "@/lib/billing/wallets/movements";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { endRefundApproval } from "@/lib/commerce/refunds/approval";
import { fitRefund } from "@/lib/commerce/refunds/excess";
import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import { openStates, refundMachine } from "@/lib/commerce/refunds/machine";
import { postedKey, postRefund } from "@/lib/commerce/refunds/post";
import { reviveLocked } from "@/lib/commerce/refunds/revive";
import { tellOfRefund } from "@/lib/commerce/refunds/tell";
import { endVouchers } from "@/lib/commerce/refunds/vouchers";
import type { Tx } from "@/lib/core/db";

/**
 * The money has moved: posts it, moves the order, top-up or task on, tells the customer and ends the approval.
 * @param locked settled already is no error: whoever says so first counts. One people gave up on is settled all the same when
 * a provider has paid it.
 * @param providerRef the provider's number of it, where one moved the money.
 */
export async function settleLocked(
  run: PaymentRun,
  locked: LockedRefund,
  providerRef: string | null,
): Promise<string> {
  const { tx, emit, now } = run;
  const done = { outcome: "executed" as const, result: { refund: locked.number } };
  if (locked.state === "succeeded") {
    await endRefundApproval(tx, locked, done, now);
    return locked.state;
  }
  // What came back from the bank does not move a second time.
  if (locked.state === "failed" && (await wasPosted(tx, locked))) return locked.state;
  const refund = await fitRefund(
    run,
    locked.state === "failed" && locked.provider ? await reviveLocked(run, locked) : locked,
  );
  const state = await refundMachine.move(
    refund.state === "to_send" ? "send" : "settle",
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
  if (refund.orderId) await endVouchers(tx, refund, { whole, at: now });
  await endRefundApproval(tx, refund, done, now);
  await tellOfRefund(tx, refund, "succeeded", now);
  const { id: refundId, organizationId, orderId } = refund;
  emit("refunds/succeeded", { refundId, organizationId, orderId, whole });
  return state;
}

const wasPosted = async (tx: Tx, { id }: LockedRefund): Promise<boolean> =>
  (await tx.ledgerTransaction.count({ where: { key: postedKey(id) } })) > 0;

/** Whether something else refunds the same record at this moment. */
const othersUnderWay = async (tx: Tx, { id, orderId, topUpId }: LockedRefund): Promise<boolean> =>
  (await tx.refund.count({
    where: { id: { not: id }, ...(orderId ? { orderId } : { topUpId }), state: { in: [...openStates] } },
  })) > 0;

/**
 * The money did not move and will not: gives back what was reserved, and ends the approval as failed with the provider's own
 * words, so that people can decide anew.
 * @param refund locked; failed already is no error.
 * @param overtakenBy the refund of the same approval that has been done instead: it ends the approval.
 */
export async function failLocked(
  run: PaymentRun,
  refund: LockedRefund,
  message: string,
  overtakenBy?: { approvalId: string | null },
): Promise<string> {
  const { tx, emit, now } = run;
  if (refund.state === "failed") return refund.state;
  const waited = refund.state === "to_send";
  const state = await refundMachine.move(
    waited ? "give_up" : "fail",
    ({ where, data }) =>
      tx.refund.updateMany({
        where: { id: refund.id, ...where },
        data: { ...data, failureReason: message, settledAt: now, updatedAt: now },
      }),
    async () => refund,
  );
  if (refund.holdId) await release(tx, refund.holdId, now);
  await stepBack(tx, refund, now);
  const error = {
    code: "rule_violation",
    reason: waited ? "commerce.transfer_not_made" : "commerce.provider_refused",
    params: { message },
    message,
  };
  if (!overtakenBy || overtakenBy.approvalId !== refund.approvalId)
    await endRefundApproval(tx, refund, { outcome: "failed", error }, now);
  await tellOfRefund(tx, refund, "failed", now);
  emit("refunds/failed", { refundId: refund.id, organizationId: refund.organizationId });
  return state;
}

/** @returns whether nothing is left to refund. */
async function moveOn(tx: Tx, refund: LockedRefund, now: Date): Promise<boolean> {
  const stamps = { version: { increment: 1 }, updatedAt: now };
  const more = { increment: refund.amount.minus(refund.excess).amount };
  if (refund.orderId) {
    const order = await tx.order.update({
      where: { id: refund.orderId },
      data: { refundedAmount: more, refundingFrom: null, ...stamps },
      select: { paidAmount: true, voucherAmount: true, refundedAmount: true },
    });
    const whole = order.refundedAmount.greaterThanOrEqualTo(order.paidAmount.minus(order.voucherAmount));
    const state = whole ? "refunded" : "partially_refunded";
    await tx.order.update({
      where: { id: refund.orderId },
      data: {
        ...((await othersUnderWay(tx, refund)) ? { refundingFrom: state } : { state }),
        ...(whole ? { endedAt: now } : {}),
      },
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
    if (!(await othersUnderWay(tx, refund)))
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
    if (refundingFrom && !(await othersUnderWay(tx, refund)))
      await tx.order.update({
        where: { id: refund.orderId },
        data: { state: refundingFrom, refundingFrom: null, ...stamps },
        select: { id: true },
      });
  } else if (refund.topUpId) {
    if (await othersUnderWay(tx, refund)) return;
    const { amount, refundedAmount } = await tx.topUp.findUniqueOrThrow({
      where: { id: refund.topUpId },
      select: { amount: true, refundedAmount: true },
    });
    await tx.topUp.update({
      where: { id: refund.topUpId },
      data: {
        state: refundedAmount.isZero()
          ? "succeeded"
          : refundedAmount.lessThan(amount)
            ? "partially_refunded"
            : "refunded",
        ...stamps,
      },
      select: { id: true },
    });
  } else
    await tx.refundTask.updateMany({
      where: { refundId: refund.id, state: "open" },
      data: { refundId: null },
    });
}
