import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { newId } from "@/lib/core/id";
import type { Money } from "@/lib/core/money";

/** Why money must go back; named in the catalogue at `commerce.resources.refund-tasks.values.cause`. */
export const refundTaskCauses = [
  "paid_after_expiry",
  "paid_after_cancel",
  "paid_twice",
  "amount_differs",
  "review_rejected",
] as const;
export type RefundTaskCause = (typeof refundTaskCauses)[number];

/** Asks people to give back money that waits in suspense. */
export async function raiseRefundTask(
  { tx, emit, now }: PaymentRun,
  task: {
    attemptId: string;
    organizationId: string;
    orderId: string | null;
    amount: Money;
    cause: RefundTaskCause;
  },
): Promise<void> {
  const { amount, ...rest } = task;
  const refundTaskId = newId();
  await tx.refundTask.create({
    data: {
      ...rest,
      id: refundTaskId,
      amount: amount.amount,
      currency: amount.currency,
      createdAt: now,
    },
    select: { id: true },
  });
  emit("refund-tasks/raised", { refundTaskId, organizationId: task.organizationId });
}
