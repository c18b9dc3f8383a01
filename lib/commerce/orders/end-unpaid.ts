import { release } from "@/lib/billing/wallets/movements";
import type { LockedOrder } from "@/lib/commerce/orders/locked";
import { orderMachine } from "@/lib/commerce/orders/machine";
import type { Run } from "@/lib/core/command";

/**
 * Ends an order nobody paid: it moves if it still is pending, and what the wallet held is free again (connectivity 6.8). Its
 * payment pages are the caller's to close.
 * @throws conflict naming the state when it is not pending any more.
 */
export async function endUnpaid(
  run: Pick<Run<unknown>, "tx" | "emit" | "now">,
  order: Pick<LockedOrder, "id" | "organizationId" | "holdId">,
  move: "cancel" | "expire",
  changes: { cancelReason?: string } = {},
): Promise<void> {
  const { tx, emit, now } = run;
  const state = await orderMachine.move(
    move,
    ({ where, data }) =>
      tx.order.updateMany({
        where: { id: order.id, ...where },
        data: {
          ...data,
          ...changes,
          expiresAt: null,
          endedAt: now,
          version: { increment: 1 },
          updatedAt: now,
        },
      }),
    () => tx.order.findUnique({ where: { id: order.id }, select: { state: true } }),
  );
  if (order.holdId) await release(tx, order.holdId, now);
  emit(`orders/${state}`, { orderId: order.id, organizationId: order.organizationId });
}
