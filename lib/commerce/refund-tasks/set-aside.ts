import { post } from "@/lib/billing/ledger/post";
import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { newId } from "@/lib/core/id";

/** Why money cannot be used for what it was paid for. */
export type SetAsideCause = "paid_after_expiry" | "paid_twice" | "amount_differs";

/**
 * Keeps money that came and may not be used: it waits in suspense, and a task asks people to give it back
 * (connectivity 6.8: a payment after expiry does not fulfil).
 */
export async function setAside(
  { tx, emit, now }: PaymentRun,
  payment: Payment,
  cause: SetAsideCause,
  orderId: string | null = null,
): Promise<void> {
  const { attemptId, organizationId, provider, amount } = payment;
  const { replayed } = await post(tx, {
    key: `payment-attempt:${attemptId}:received`,
    kind: "payment_set_aside",
    organizationId,
    reference: { type: "payment-attempts", id: attemptId },
    lines: [
      { system: "clearing", channel: provider, amount: amount.negated() },
      { system: "suspense", amount },
    ],
    at: now,
  });
  if (replayed) return;
  const refundTaskId = newId();
  await tx.refundTask.create({
    data: {
      id: refundTaskId,
      organizationId,
      attemptId,
      orderId,
      amount: amount.amount,
      currency: amount.currency,
      cause,
      createdAt: now,
    },
    select: { id: true },
  });
  emit("refund-tasks/raised", { refundTaskId, organizationId });
}
