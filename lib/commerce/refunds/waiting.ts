import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import { prisma } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";

/** @throws conflict naming the state where a refund does not wait for a transfer. */
export function requireWaiting({ state }: Pick<LockedRefund, "state">, action: string): void {
  if (state !== "to_send") throw conflict("wrong_state", { state, action }, { state });
}

/** A refund as a preview names it. @throws not_found. */
export async function seeWaiting(refundId: string) {
  const refund = await prisma.refund.findUnique({
    where: { id: refundId },
    select: { number: true, state: true },
  });
  if (!refund) throw notFound();
  return { target: { type: "refunds", id: refundId, label: refund.number }, state: refund.state };
}
