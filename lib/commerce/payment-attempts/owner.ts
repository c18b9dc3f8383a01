import { billPaid } from "@/lib/billing/bills/paid";
import { topUpFailed, topUpPaid } from "@/lib/billing/top-ups/paid";
import { orderPaid } from "@/lib/commerce/orders/paid";
import type { Means } from "@/lib/commerce/payment-attempts/means";
import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";

/** What an attempt pays: exactly one of the three. */
export type Owned = { orderId: string | null; topUpId: string | null; billId: string | null };

/** Tells whoever is paid that the money is there; they post it under the attempt's key, once. */
export async function tellPaid(run: PaymentRun, attempt: Owned, payment: Payment): Promise<void> {
  if (attempt.orderId) return orderPaid(run, attempt.orderId, payment);
  if (attempt.topUpId) return topUpPaid(run, attempt.topUpId, payment);
  if (attempt.billId) return billPaid(run, attempt.billId, payment);
}

/** What somebody pays a top-up with is part of it: finance looks for a card among them (admin-prd 6). */
export async function tellMeans({ tx }: PaymentRun, attempt: Owned, means: Means): Promise<void> {
  if (attempt.topUpId)
    await tx.topUp.update({ where: { id: attempt.topUpId }, data: means, select: { id: true } });
}

/** Tells whoever waits that this try is over. Orders and bills go on waiting for another one. */
export async function tellFailed(
  run: PaymentRun,
  attempt: Owned,
  failure: { code: string | null; reason: string },
): Promise<void> {
  if (attempt.topUpId) await topUpFailed(run, attempt.topUpId, failure);
}
