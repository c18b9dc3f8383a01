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
  "chargeback_lost",
  "refunded_twice",
] as const;
export type RefundTaskCause = (typeof refundTaskCauses)[number];

/** What nobody can give back any more, and people have to look at: its money is gone. */
export const toLookInto = ["chargeback_lost", "refunded_twice"] as const satisfies readonly RefundTaskCause[];
export type LookInto = (typeof toLookInto)[number];

/** Whether a task's money waits in suspense until it goes back. */
export const waitsInSuspense = (cause: string): boolean => !toLookInto.some((gone) => gone === cause);

/** Asks people to give back money that waits in suspense, or to look into what has gone; of one payment once for each cause. */
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
  const { count } = await tx.refundTask.createMany({
    data: {
      ...rest,
      id: refundTaskId,
      amount: amount.amount,
      currency: amount.currency,
      createdAt: now,
    },
    skipDuplicates: true,
  });
  if (count === 0) return;
  emit("refund-tasks/raised", { refundTaskId, organizationId: task.organizationId });
}
