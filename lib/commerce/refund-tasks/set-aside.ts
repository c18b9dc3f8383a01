import { post } from "@/lib/billing/ledger/post";
import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { type LookInto, type RefundTaskCause, raiseRefundTask } from "@/lib/commerce/refund-tasks/raise";

/** Why money cannot be used for what it was paid for. */
export type SetAsideCause = Exclude<RefundTaskCause, LookInto | "review_rejected">;

/**
 * Keeps money that came and may not be used: it waits in suspense, and a task asks people to give it back
 * (connectivity 6.8: a payment after expiry does not fulfil).
 */
export async function setAside(
  run: PaymentRun,
  payment: Payment,
  cause: SetAsideCause,
  orderId: string | null = null,
): Promise<void> {
  const { tx, now } = run;
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
  if (!replayed) await raiseRefundTask(run, { attemptId, organizationId, orderId, amount, cause });
}
