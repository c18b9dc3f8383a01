import { abandonCheckouts } from "@/lib/commerce/orders/abandon-checkouts";
import { endUnpaid } from "@/lib/commerce/orders/end-unpaid";
import { lockOrder } from "@/lib/commerce/orders/locked";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Cancels an order that waits for its payment: what was held is free again, and its payment page closes. */
export const cancelOrder = command({
  name: "orders.cancel",
  permission: "commerce.orders.write",
  input: object({ orderId: id, reason }),
  scope: ofRow("order", (input) => input.orderId),
  async preview({ orderId }) {
    const order = await prisma.order.findUnique({
      where: { id: orderId },
      select: { number: true, state: true },
    });
    if (!order) throw notFound();
    return {
      target: { type: "orders", id: orderId, label: order.number },
      before: { state: order.state },
      after: { state: "canceled" },
    };
  },
  async run({ input: { orderId, reason }, audit, ...run }) {
    const order = await lockOrder(run.tx, orderId);
    await endUnpaid(run, order, "cancel", { cancelReason: reason });
    await abandonCheckouts(run, order);
    audit.target({ type: "orders", id: orderId, label: order.number });
    audit.change({ state: order.state }, { state: "canceled" });
    return { orderId, number: order.number, state: "canceled" };
  },
});
