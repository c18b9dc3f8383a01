import { endUnpaid } from "@/lib/commerce/orders/end-unpaid";
import { lockOrder } from "@/lib/commerce/orders/locked";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Expires an order whose time to pay is over. One that somebody pays or cancels at this moment, that is not pending any more,
 * or whose payment a bank is moving, is left alone: the next run looks again (connectivity 6.8).
 */
export const expireOrder = command({
  name: "orders.expire",
  permission: null,
  approvable: false,
  input: object({ orderId: id }),
  scope: bySystem(ofRow("order", (input) => input.orderId)),
  async run({ input: { orderId }, tx, audit, emit, now }) {
    // Never waits for an order while it holds wallets of others in the same transaction: who pays waits for those.
    const due = await tx.$queryRaw<unknown[]>`
      select 1 from "order"
      where id = ${orderId}::uuid and state = 'pending' and expires_at <= ${now}
        and not exists (
          select from payment_attempt where order_id = "order".id and payment_attempt.state = 'processing')
      for no key update skip locked`;
    if (due.length === 0) return { orderId, expired: false };
    const order = await lockOrder(tx, orderId);
    await endUnpaid({ tx, emit, now }, order, "expire");
    audit.target({ type: "orders", id: orderId, label: order.number });
    audit.change({ state: "pending" }, { state: "expired" });
    return { orderId, expired: true };
  },
});
