import { z } from "zod";
import { findOrders } from "@/lib/commerce/orders/find";
import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";

/**
 * Looks an order up for somebody who asks about it (control-tower 5.1). It changes nothing; it is a command because it leads
 * from an address or a reference to a person and what they bought: who looked for what stays in the trail.
 */
export const lookupOrders = command({
  name: "orders.lookup",
  permission: "commerce.orders.read",
  approvable: false,
  input: object({
    /** Order number or reference, payment attempt id or number, e-mail address, provider reference. */
    words: z.string().trim().min(3).max(200),
  }),
  scope: own(),
  async run({ input: { words }, tx, caller, audit }) {
    const orders = await findOrders(tx, words, caller);
    const [only, ...others] = orders;
    if (only && others.length === 0) audit.target({ type: "orders", id: only.orderId, label: only.number });
    audit.change(null, { words, found: orders.map(({ number }) => number) });
    return { orders };
  },
});
