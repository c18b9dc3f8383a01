import { z } from "zod";
import { post } from "@/lib/billing/ledger/post";
import { type LockedRefund, lockRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { postedKey, shortfallSource } from "@/lib/commerce/refunds/post";
import { tellOfRefund } from "@/lib/commerce/refunds/tell";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * A refund that counted as paid out came back from the bank: its posting is reversed, and what it refunded can be refunded
 * again.
 */
export const returnRefund = command({
  name: "refunds.return",
  permission: null,
  approvable: false,
  input: object({ refundId: id, message: z.string().trim().min(1).max(500) }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId, message }, tx, audit, now }) {
    const refund = await lockRefund(tx, refundId);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    audit.reason(message);
    if (refund.state === "failed") return { refundId, state: refund.state };
    const state = await refundMachine.move(
      "return",
      ({ where, data }) =>
        tx.refund.updateMany({
          where: { id: refundId, ...where },
          data: { ...data, failureReason: message, updatedAt: now },
        }),
      async () => refund,
    );
    const posted = await tx.ledgerTransaction.findUniqueOrThrow({
      where: { key: postedKey(refundId) },
      select: {
        id: true,
        entries: { select: { accountId: true, amount: true }, orderBy: { sequence: "asc" } },
      },
    });
    await post(tx, {
      key: `refund:${refundId}:returned`,
      kind: "refund_returned",
      organizationId: refund.organizationId,
      reference: { type: "refunds", id: refundId },
      reverses: posted.id,
      note: message,
      lines: posted.entries.map((entry) => ({
        account: entry.accountId,
        amount: Money.of(entry.amount.negated().toFixed(), refund.currency),
      })),
      at: now,
    });
    await undoShortfall(tx, refund, now);
    if (refund.attemptId && !refund.excess.isZero)
      await tx.refundTask.updateMany({
        where: { attemptId: refund.attemptId, cause: "refunded_twice", state: "open" },
        data: { state: "dismissed", note: refund.number, closedAt: now },
      });
    const less = { decrement: refund.amount.minus(refund.excess).amount };
    const stamps = { version: { increment: 1 }, updatedAt: now };
    if (refund.attemptId)
      await tx.paymentAttempt.update({
        where: { id: refund.attemptId },
        data: { refunded: { decrement: refund.amount.minus(refund.fee).amount }, updatedAt: now },
        select: { id: true },
      });
    if (refund.orderId) {
      const order = await tx.order.update({
        where: { id: refund.orderId },
        data: { refundedAmount: less, endedAt: null, ...stamps },
        select: { refundedAmount: true, fulfilledAt: true, state: true },
      });
      if (order.state !== "refunding")
        await tx.order.update({
          where: { id: refund.orderId },
          data: {
            state: order.refundedAmount.isZero()
              ? order.fulfilledAt
                ? "fulfilled"
                : "paid"
              : "partially_refunded",
          },
          select: { id: true },
        });
    } else if (refund.topUpId) {
      const topUp = await tx.topUp.update({
        where: { id: refund.topUpId },
        data: { refundedAmount: less, ...stamps },
        select: { refundedAmount: true, state: true },
      });
      if (topUp.state !== "refunding")
        await tx.topUp.update({
          where: { id: refund.topUpId },
          data: { state: topUp.refundedAmount.isZero() ? "succeeded" : "partially_refunded" },
          select: { id: true },
        });
    } else
      await tx.refundTask.updateMany({
        where: { refundId },
        data: { state: "open", refundId: null, closedAt: null },
      });
    await tellOfRefund(tx, refund, "returned", now);
    audit.change({ state: refund.state }, { state });
    return { refundId, state };
  },
});

/** What was billed because it had been spent is not owed any more: the item goes, or where a bill has it, a credit follows. */
async function undoShortfall(tx: Tx, refund: LockedRefund, now: Date): Promise<void> {
  const source = shortfallSource(refund.id);
  const { count } = await tx.billItem.deleteMany({ where: { source, billId: null } });
  if (count > 0 || refund.billed.isZero) return;
  const amount = refund.billed.negated().amount;
  await tx.billItem.create({
    data: {
      id: newId(),
      organizationId: refund.organizationId,
      customerId: refund.customerId,
      kind: "credit",
      description: `${refund.number}: ${refund.reason}`.slice(0, 500),
      unitPrice: amount,
      amount,
      currency: refund.currency,
      occurredAt: now,
      source: `${source}:returned`,
      createdAt: now,
    },
    select: { id: true },
  });
}
