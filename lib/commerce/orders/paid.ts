import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { setAside } from "@/lib/commerce/refund-tasks/set-aside";

/** An online payment for an order arrived. */
export async function orderPaid(run: PaymentRun, orderId: string, payment: Payment): Promise<void> {
  await setAside(run, payment, "paid_after_expiry", orderId);
}
