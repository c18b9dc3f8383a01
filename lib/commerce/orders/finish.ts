import { fulfillIfGranted } from "@/lib/commerce/orders/fulfill";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** Makes a paid order fulfilled when nothing it entitles to is still to be granted. */
export const finishOrder = command({
  name: "orders.finish",
  permission: null,
  approvable: false,
  input: object({ orderId: id }),
  scope: bySystem(ofRow("order", (input) => input.orderId)),
  async run({ input: { orderId }, tx, audit, emit, now }) {
    const fulfilled = await fulfillIfGranted({ tx, emit, now }, orderId);
    const { number, state } = await tx.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { number: true, state: true },
    });
    audit.target({ type: "orders", id: orderId, label: number });
    if (fulfilled) audit.change({ state: "paid" }, { state });
    return { orderId, state: state as string };
  },
});
