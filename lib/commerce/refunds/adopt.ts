import { z } from "zod";
import { toLookInto } from "@/lib/commerce/refund-tasks/raise";
import { settleLocked } from "@/lib/commerce/refunds/conclude";
import { excessOf } from "@/lib/commerce/refunds/excess";
import { lockRefund } from "@/lib/commerce/refunds/locked";
import { reserveWhatIsLeft } from "@/lib/commerce/refunds/reserve";
import { command } from "@/lib/core/command";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Enters a refund somebody made at the provider, past us: the money has left, so the books say so. What of a top-up was spent
 * meanwhile is billed, as is what had paid a bill. More than what was left is a loss people look into.
 */
export const adoptRefund = command({
  name: "refunds.adopt",
  permission: null,
  approvable: false,
  input: object({ attemptId: id, providerRef: z.string().min(1).max(255), amount: money }),
  scope: bySystem(ofRow("payment_attempt", (input) => input.attemptId)),
  async run({ input: { attemptId, providerRef, amount }, tx, audit, emit, now }) {
    await tx.$queryRaw`select 1 from payment_attempt where id = ${attemptId}::uuid for update`;
    const attempt = await tx.paymentAttempt.findUniqueOrThrow({
      where: { id: attemptId },
      select: {
        provider: true,
        organizationId: true,
        orderId: true,
        topUpId: true,
        billId: true,
        order: { select: { customerId: true } },
        topUp: { select: { customerId: true, walletId: true } },
        bill: { select: { customerId: true } },
      },
    });
    const known = await tx.refund.findUnique({
      where: { provider_providerRef: { provider: attempt.provider, providerRef } },
      select: { id: true, state: true },
    });
    if (known) return { refundId: known.id, state: known.state };
    const task = await tx.refundTask.findFirst({
      where: { attemptId, cause: { notIn: [...toLookInto] } },
      select: { id: true },
    });
    // Money set aside belongs to neither: it goes back from suspense.
    const orderId = task ? null : attempt.orderId;
    const topUpId = task ? null : attempt.topUpId;
    const moved = Money.of(amount.amount, amount.currency);
    const refundId = newId();
    const excess = await excessOf(tx, { orderId, topUpId, amount: moved });
    const fitting = moved.minus(excess);
    const none = Money.zero(moved.currency);
    const reserved =
      topUpId && !fitting.isZero
        ? await reserveWhatIsLeft(tx, {
            id: refundId,
            walletId: attempt.topUp!.walletId,
            amount: fitting,
            at: now,
          })
        : // What paid a bill is owed again: it was not given back by us.
          { holdId: null, billed: attempt.billId && !task ? moved : none };
    const number = await nextNumber(tx, "refund");
    await tx.refund.create({
      data: {
        id: refundId,
        number,
        organizationId: attempt.organizationId,
        customerId: (attempt.order ?? attempt.topUp ?? attempt.bill)?.customerId ?? null,
        orderId,
        topUpId,
        attemptId,
        amount: moved.amount,
        currency: moved.currency,
        billed: reserved.billed.amount,
        excess: excess.amount,
        destination: "original",
        reason: "made at the provider",
        holdId: reserved.holdId,
        provider: attempt.provider,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    if (task)
      await tx.refundTask.update({ where: { id: task.id }, data: { refundId }, select: { id: true } });
    const state = await settleLocked({ tx, emit, now }, await lockRefund(tx, refundId), providerRef);
    audit.target({ type: "refunds", id: refundId, label: number });
    audit.change(null, { amount: moved.toJSON(), providerRef });
    return { refundId, state };
  },
});
