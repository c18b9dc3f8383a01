import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { setAside } from "@/lib/commerce/refund-tasks/set-aside";

/** An online payment for a top-up arrived. */
export async function topUpPaid(run: PaymentRun, _topUpId: string, payment: Payment): Promise<void> {
  await setAside(run, payment, "paid_after_expiry");
}

/** The provider says the payment of a top-up failed, in its words. */
export async function topUpFailed(
  run: PaymentRun,
  topUpId: string,
  failure: { code: string | null; reason: string },
): Promise<void> {
  await run.tx.topUp.updateMany({
    where: { id: topUpId, state: "pending" },
    data: { state: "failed", failureCode: failure.code, failureReason: failure.reason, updatedAt: run.now },
  });
}
