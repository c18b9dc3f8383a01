import { z } from "zod";
import { post } from "@/lib/billing/ledger/post";
import { capture } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { endRefundApproval } from "@/lib/commerce/refunds/approval";
import { type LockedRefund, lockRefund } from "@/lib/commerce/refunds/locked";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { taxWithin } from "@/lib/commerce/refunds/rules";
import { tellOfRefund } from "@/lib/commerce/refunds/tell";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * The money has moved: posts it, moves the order, top-up or task on, tells the customer and ends the approval. Once, whoever
 * says so first: the provider's answer, its webhook, or a person.
 */
export const settleRefund = command({
  name: "refunds.settle",
  permission: null,
  approvable: false,
  input: object({ refundId: id, providerRef: z.string().max(255).nullable().default(null) }),
  scope: bySystem(ofRow("refund", (input) => input.refundId)),
  async run({ input: { refundId, providerRef }, tx, audit, emit, now }) {
    const refund = await lockRefund(tx, refundId);
    audit.target({ type: "refunds", id: refundId, label: refund.number });
    if (refund.state === "succeeded") return { refundId, state: refund.state };
    const state = await refundMachine.move(
      "settle",
      ({ where, data }) =>
        tx.refund.updateMany({
          where: { id: refundId, ...where },
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
    audit.change({ state: refund.state }, { state });
    emit("refunds/succeeded", {
      refundId,
      organizationId: refund.organizationId,
      orderId: refund.orderId,
      whole,
    });
    return { refundId, state };
  },
});

async function postRefund(tx: Tx, refund: LockedRefund, now: Date): Promise<void> {
  const { amount, fee, billed, currency } = refund;
  const posting = {
    key: `refund:${refund.id}:settled`,
    kind: "refund",
    reference: { type: "refunds", id: refund.id },
    note: refund.reason,
    at: now,
  };
  const paidOut =
    refund.provider === null
      ? { account: await cashAccount(tx, await walletFor(tx, refund, now)), amount: amount.minus(fee) }
      : {
          system: "clearing" as const,
          channel: refund.provider,
          amount: amount.minus(fee),
        };
  const kept = { system: "revenue" as const, amount: fee };
  // What was spent of it is owed from now on: a bill item asks for it (admin-prd 6).
  const owed = { system: "adjustments" as const, amount: billed.negated() };
  if (!billed.isZero)
    await tx.billItem.create({
      data: {
        id: newId(),
        organizationId: refund.organizationId,
        customerId: refund.customerId,
        kind: "adjustment",
        description: `${refund.number}: ${refund.reason}`.slice(0, 500),
        unitPrice: billed.amount,
        amount: billed.amount,
        currency,
        occurredAt: now,
        source: `refund:${refund.id}:shortfall`,
        createdAt: now,
      },
      select: { id: true },
    });
  const nonZero = <L extends { amount: Money }>(lines: L[]) => lines.filter((line) => !line.amount.isZero);

  if (refund.topUpId) {
    const lines = nonZero([paidOut, kept, owed]);
    const fromWallet = amount.minus(billed);
    if (refund.holdId)
      await capture(tx, { ...posting, holdId: refund.holdId, amount: fromWallet, against: lines });
    else await post(tx, { ...posting, organizationId: refund.organizationId, lines });
  } else if (refund.orderId) {
    const { tax, total, refundedAmount } = await tx.order.findUniqueOrThrow({
      where: { id: refund.orderId },
      select: { tax: true, total: true, refundedAmount: true },
    });
    const within = taxWithin(
      amount,
      Money.of(refundedAmount.toFixed(), currency),
      Money.of(tax.toFixed(), currency),
      Money.of(total.toFixed(), currency),
    );
    const lines = nonZero([
      { system: "revenue" as const, amount: amount.minus(within).minus(billed).negated() },
      { system: "tax" as const, amount: within.negated() },
      owed,
      paidOut,
      kept,
    ]);
    await post(tx, { ...posting, organizationId: refund.organizationId, lines });
  } else {
    const lines = [{ system: "suspense" as const, amount: amount.negated() }, paidOut];
    await post(tx, { ...posting, organizationId: refund.organizationId, lines });
  }
  if (refund.attemptId)
    await tx.paymentAttempt.update({
      where: { id: refund.attemptId },
      data: { refunded: { increment: amount.minus(fee).amount }, updatedAt: now },
      select: { id: true },
    });
}

async function walletFor(tx: Tx, refund: LockedRefund, now: Date): Promise<string> {
  const order = refund.orderId
    ? await tx.order.findUniqueOrThrow({ where: { id: refund.orderId }, select: { walletId: true } })
    : null;
  if (order?.walletId) return order.walletId;
  const { organizationId, customerId } = refund;
  return walletOf(tx, { organizationId, customerId }, refund.currency, now);
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
