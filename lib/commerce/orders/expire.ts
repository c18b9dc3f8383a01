import { checkoutsAbandoned } from "@/lib/commerce/orders/abandon-checkouts";
import { endUnpaid } from "@/lib/commerce/orders/end-unpaid";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
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
    const order = await lockDue(tx, orderId, now);
    if (!order) return { orderId, expired: false };
    await endUnpaid({ tx, emit, now }, order, "expire");
    if (order.open) checkoutsAbandoned({ emit }, order);
    audit.target({ type: "orders", id: orderId, label: order.number });
    audit.change({ state: "pending" }, { state: "expired" });
    return { orderId, expired: true };
  },
});

type Due = {
  id: string;
  number: string;
  organizationId: string;
  holdId: string | null;
  /** Whether a payment page is open somewhere. */
  open: boolean;
};

// Never waits for an order while it holds wallets of others in the same transaction: who pays waits for those.
async function lockDue(tx: Tx, orderId: string, now: Date): Promise<Due | undefined> {
  const [due] = await tx.$queryRaw<Due[]>`
    select id, number, organization_id as "organizationId", hold_id as "holdId",
      exists (select from payment_attempt
        where order_id = "order".id and payment_attempt.state in ('created', 'pending')) as open
    from "order"
    where id = ${orderId}::uuid and state = 'pending' and expires_at <= ${now}
      and not exists (
        select from payment_attempt where order_id = "order".id and payment_attempt.state = 'processing')
    for no key update of "order" skip locked`;
  return due;
}
