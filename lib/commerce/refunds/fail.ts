import { z } from "zod";
import { release } from "@/lib/billing/wallets/movements";
import { endRefundApproval } from "@/lib/commerce/refunds/approval";
import { type LockedRefund, lockRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { tellOfRefund } from "@/lib/commerce/refunds/tell";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * The money did not move and will not: gives back what was reserved, and ends the approval as failed with the provider's own
 * words, so that people can decide anew.
 */
export const failRefund = command({
  name: "refunds.fail",
  permission: null,
  approvable: false,
  input: object({ refundId: id, message: z.string().trim().min(1).max(500) }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId, message }, tx, audit, emit, now }) {
    const refund = await lockRefund(tx, refundId);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    audit.reason(message);
    if (refund.state === "failed") return { refundId, state: refund.state };
    const state = await refundMachine.move(
      "fail",
      ({ where, data }) =>
        tx.refund.updateMany({
          where: { id: refundId, ...where },
          data: { ...data, failureReason: message, settledAt: now, updatedAt: now },
        }),
      async () => refund,
    );
    if (refund.holdId) await release(tx, refund.holdId, now);
    await stepBack(tx, refund, now);
    const error = {
      code: "rule_violation",
      reason: "commerce.provider_refused",
      params: { message },
      message,
    };
    await endRefundApproval(tx, refund, { outcome: "failed", error }, now);
    await tellOfRefund(tx, refund, "failed", now);
    audit.change({ state: refund.state }, { state });
    emit("refunds/failed", { refundId, organizationId: refund.organizationId });
    return { refundId, state };
  },
});

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
