import { z } from "zod";
import { hold } from "@/lib/billing/wallets/movements";
import { keepApprovalWaiting } from "@/lib/commerce/refunds/approval";
import { type RefundCase, type RefundWish, refundCase } from "@/lib/commerce/refunds/case";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { openStates } from "@/lib/commerce/refunds/machine";
import { feeOf } from "@/lib/commerce/refunds/rules";
import { tellToSend } from "@/lib/commerce/refunds/tell";
import { holdVouchers } from "@/lib/commerce/refunds/vouchers";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { conflict, refused } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { type CommandScope, ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

const input = object({
  orderId: id.optional(),
  topUpId: id.optional(),
  refundTaskId: id.optional(),
  amount: money,
  destination: z.enum(["original", "balance"]),
  /** What was already spent becomes a bill item instead of a refusal (admin-prd 6). */
  billShortfall: z.boolean().default(false),
  reason,
}).refine((wish) => [wish.orderId, wish.topUpId, wish.refundTaskId].filter(Boolean).length === 1, {
  error: "commerce.validation.one_to_refund",
  path: ["orderId"],
});

type Input = z.output<typeof input>;

const scope: CommandScope<Input> = (wish, caller) => {
  if (wish.orderId) return ofRow<Input>("order", () => wish.orderId!)(wish, caller);
  if (wish.topUpId) return ofRow<Input>("top_up", () => wish.topUpId!)(wish, caller);
  return ofRow<Input>("refund_task", () => wish.refundTaskId!)(wish, caller);
};

/**
 * Gives money back. Always after two people agreed (operations, then finance, by the default policy); then it reserves, a
 * durable function moves the money, or somebody by a transfer from the bank account, and the approval is executed when it has
 * moved (control-tower 5.2, admin-prd 6).
 */
export const requestRefund = command({
  name: "refunds.request",
  permission: "commerce.refunds.request",
  input,
  scope,
  // Giving money back is a protected operation (admin-prd 1): whoever asks for it and whoever agrees prove who they are.
  sensitive: true,
  alwaysApproved: true,
  settledLater: true,
  async obstacleToFail(tx, approvalId) {
    const asked = await tx.refund.findFirst({
      where: { approvalId, state: { in: [...openStates] }, providerRef: { not: null } },
      select: { number: true },
    });
    return asked && refused("commerce.provider_has_refund", asked);
  },
  async preview(wish) {
    const found = await refundCase(prisma, wish);
    const { about, amount, left, refundedBefore, billed, route, vouchers } = found;
    return {
      target: about,
      before: { refunded: refundedBefore.toJSON(), left: left.toJSON() },
      after: {
        refunded: refundedBefore.plus(amount).toJSON(),
        left: left.minus(amount).toJSON(),
        amount: amount.toJSON(),
        route: route.to,
        ...(billed.isZero ? {} : { billed: billed.toJSON() }),
        ...(vouchers && !vouchers.left.isZero ? { vouchersVoided: vouchers.left.toJSON() } : {}),
        reason: wish.reason,
      },
    };
  },
  async run({ input: wish, tx, caller, audit, emit, now }) {
    await lock(tx, wish);
    const found = await refundCase(tx, wish);
    const { about, organizationId, customerId, amount, billed, route, walletId, vouchers } = found;
    const refundId = newId();
    const fromWallet = amount.minus(billed);
    // A top-up's money leaves the wallet when it has left us; until then nobody spends it.
    const reserved =
      walletId && !fromWallet.isZero
        ? await hold(tx, {
            walletId,
            amount: fromWallet,
            parts: ["wallet_cash"],
            reference: { type: "refunds", id: refundId },
            reason: wish.reason,
            despiteFreeze: true,
            at: now,
          })
        : await holdVouchers(tx, vouchers, { refundId, reason: wish.reason, at: now });
    await takeUp(tx, found, refundId, now);
    const { feePercent } = await setting("refunds", tx);
    // Nothing is kept of what stays here, nor of what should never have come.
    const charged = route.to !== "wallet" && about.type !== "refund-tasks";
    const fee = feeOf(amount, charged ? feePercent : 0);
    const number = await nextNumber(tx, "refund");
    const bank = route.to === "bank";
    await tx.refund.create({
      data: {
        id: refundId,
        number,
        state: bank ? "to_send" : "processing",
        organizationId,
        customerId,
        orderId: wish.orderId ?? null,
        topUpId: wish.topUpId ?? null,
        attemptId: route.to === "provider" ? route.attemptId : null,
        amount: amount.amount,
        currency: amount.currency,
        fee: fee.amount,
        billed: billed.amount,
        destination: route.to === "wallet" ? "balance" : "original",
        reason: wish.reason,
        approvalId: caller.approvalId ?? null,
        holdId: reserved?.holdId ?? null,
        provider: route.to === "provider" ? route.provider : bank ? "bank" : null,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    audit.target(about);
    audit.change(null, { refund: number, amount: amount.toJSON(), destination: route.to });
    if (bank) {
      const waiting = await lockRefund(tx, refundId);
      await keepApprovalWaiting(tx, waiting);
      await tellToSend(tx, waiting, now);
    } else emit("refunds/reserved", { refundId, organizationId });
    return { refundId, number };
  },
});

/** One refund of a record at a time: whoever comes second sees what the first did. */
async function lock(tx: Tx, wish: RefundWish): Promise<void> {
  if (wish.orderId) await tx.$queryRaw`select 1 from "order" where id = ${wish.orderId}::uuid for update`;
  else if (wish.topUpId) await tx.$queryRaw`select 1 from top_up where id = ${wish.topUpId}::uuid for update`;
  else await tx.$queryRaw`select 1 from refund_task where id = ${wish.refundTaskId}::uuid for update`;
}

async function takeUp(tx: Tx, { about, state }: RefundCase, refundId: string, now: Date): Promise<void> {
  const stamps = { version: { increment: 1 }, updatedAt: now };
  if (about.type === "orders")
    await tx.order.update({
      where: { id: about.id },
      data: {
        state: "refunding",
        refundingFrom: state as "paid" | "fulfilled" | "partially_refunded",
        ...stamps,
      },
      select: { id: true },
    });
  else if (about.type === "top-ups")
    await tx.topUp.update({
      where: { id: about.id },
      data: { state: "refunding", ...stamps },
      select: { id: true },
    });
  else {
    const { count } = await tx.refundTask.updateMany({
      where: { id: about.id, state: "open", refundId: null },
      data: { refundId },
    });
    if (count === 0) throw conflict("commerce.task_taken");
  }
}
