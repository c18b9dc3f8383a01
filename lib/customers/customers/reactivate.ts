import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { customerMachine } from "@/lib/customers/customers/machine";

const shown = { name: true, state: true } as const;

/** Lifts a suspension. */
export const reactivateCustomer = command({
  name: "customers.reactivate",
  permission: "customers.customers.suspend",
  sensitive: true,
  input: object({ customerId: id, reason: reason.optional() }),
  scope: ofRow("customer", (input) => input.customerId),
  async run({ input: { customerId }, tx, audit, emit, now }) {
    const read = () => tx.customer.findUnique({ where: { id: customerId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    const state = await customerMachine.move(
      "reactivate",
      ({ where, data }) =>
        tx.customer.updateMany({
          where: { id: customerId, ...where },
          data: { ...data, version: { increment: 1 }, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "customers", id: customerId, label: before.name });
    audit.change({ state: before.state }, { state });
    emit("customers/reactivated", { customerId });
    return { customerId, state };
  },
});
