import { z } from "zod";
import { command } from "@/lib/core/command";
import { storedPhone } from "@/lib/core/crypto/phone";
import { conflict, notFound } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { customerFields, customerName, customerSelect } from "@/lib/customers/customers/fields";
import { requireNoTwin } from "@/lib/customers/customers/twins";

/** Changes what is said of a customer. Fields left out stay as they are. */
export const updateCustomer = command({
  name: "customers.update",
  permission: "customers.customers.write",
  input: object({
    customerId: id,
    version: z.int().positive().optional(),
    name: customerName.optional(),
    ...customerFields,
  }),
  scope: ofRow("customer", (input) => input.customerId),
  secret: ["phone"],
  async run({ input, tx, place, audit, now }) {
    const { customerId, version, phone, ...fields } = input;
    const read = () => tx.customer.findUnique({ where: { id: customerId }, select: customerSelect });
    const before = await read();
    if (!before) throw notFound();
    await requireNoTwin(tx, place.organizationId, input, customerId);
    const changes = {
      ...fields,
      ...(phone === undefined ? {} : storedPhone({ kind: "customer", id: customerId }, phone)),
    };
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.customer
          .updateMany({
            where: { id: customerId, ...where },
            data: { ...changes, ...data, updatedAt: now },
          })
          .catch((error: unknown) => {
            const twin = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
            throw twin ? conflict("customers.customer_taken") : error;
          }),
      read,
    );
    const after = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: customerSelect });
    audit.target({ type: "customers", id: customerId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { customerId, version: after.version };
  },
});
