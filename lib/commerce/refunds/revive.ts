import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { toLookInto } from "@/lib/commerce/refund-tasks/raise";
import { type LockedRefund, lockRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { reserveWhatIsLeft } from "@/lib/commerce/refunds/reserve";

/**
 * A refund people believed not to be done is under way at the provider after all: what it refunds is taken up again as it was
 * when the refund began, whatever happened in between.
 * @param refund locked, and failed.
 * @returns it as it stands now.
 */
export async function reviveLocked(run: PaymentRun, refund: LockedRefund): Promise<LockedRefund> {
  const { tx, now } = run;
  const { id, orderId, topUpId, attemptId, amount } = refund;
  const stamps = { version: { increment: 1 }, updatedAt: now };
  await refundMachine.move(
    "revive",
    ({ where, data }) =>
      tx.refund.updateMany({
        where: { id, ...where },
        data: { ...data, failureReason: null, settledAt: null, updatedAt: now },
      }),
    async () => refund,
  );
  if (orderId) {
    const { state } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { state: true } });
    if (state !== "refunding")
      await tx.order.update({
        where: { id: orderId },
        data: { state: "refunding", refundingFrom: state, ...stamps },
        select: { id: true },
      });
  } else if (topUpId) {
    const { walletId } = await tx.topUp.update({
      where: { id: topUpId },
      data: { state: "refunding", ...stamps },
      select: { walletId: true },
    });
    const { holdId, billed } = await reserveWhatIsLeft(tx, { id, walletId, amount, at: now });
    await tx.refund.update({
      where: { id },
      data: { holdId, billed: billed.amount },
      select: { id: true },
    });
  } else if (attemptId)
    await tx.refundTask.updateMany({
      where: { attemptId, state: "open", refundId: null, cause: { notIn: [...toLookInto] } },
      data: { refundId: id },
    });
  return lockRefund(tx, id);
}
