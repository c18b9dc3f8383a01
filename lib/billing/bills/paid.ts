import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { setAside } from "@/lib/commerce/refund-tasks/set-aside";

/** An online payment for a bill arrived. */
export async function billPaid(run: PaymentRun, _billId: string, payment: Payment): Promise<void> {
  await setAside(run, payment, "paid_twice");
}
