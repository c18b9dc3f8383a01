import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { customerMachine } from "@/lib/customers/customers/machine";

const shown = { name: true, state: true } as const;

/** Suspends a customer: they buy nothing and pay nothing in until they are reactivated. */
export const suspendCustomer = command({
  name: "customers.suspend",
  permission: "customers.customers.suspend",
  sensitive: true,
  input: object({ customerId: id, reason }),
  scope: ofRow("customer", (input) => input.customerId),
  async preview({ customerId }) {
    const before = await prisma.customer.findUnique({ where: { id: customerId }, select: shown });
    if (!before) throw notFound();
    return {
      target: { type: "customers", id: customerId, label: before.name },
      before: { state: before.state },
      after: { state: "suspended" },
    };
  },
  async run({ input: { customerId }, tx, audit, emit, now }) {
    const read = () => tx.customer.findUnique({ where: { id: customerId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    const state = await customerMachine.move(
      "suspend",
      ({ where, data }) =>
        tx.customer.updateMany({
          where: { id: customerId, ...where },
          data: { ...data, version: { increment: 1 }, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "customers", id: customerId, label: before.name });
    audit.change({ state: before.state }, { state });
    emit("customers/suspended", { customerId });
    return { customerId, state };
  },
});
