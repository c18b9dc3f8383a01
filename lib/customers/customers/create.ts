import { command } from "@/lib/core/command";
import { storedPhone } from "@/lib/core/crypto/phone";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { nextNumber } from "@/lib/core/numbers";
import { inOrganization } from "@/lib/core/scope";
import { customerFields, customerName, customerSelect } from "@/lib/customers/customers/fields";
import { requireNoTwin } from "@/lib/customers/customers/twins";

/** Adds a customer of an organization; without `organizationId` of the one the caller works in. */
export const createCustomer = command({
  name: "customers.create",
  permission: "customers.customers.write",
  input: object({ name: customerName, organizationId: id.optional(), ...customerFields }),
  scope: inOrganization((input) => input.organizationId),
  secret: ["phone"],
  async run({ input, tx, place, audit, emit, now }) {
    const { organizationId = place.organizationId, phone = null, ...fields } = input;
    await requireNoTwin(tx, organizationId, input);
    const customerId = newId();
    const { count } = await tx.customer.createMany({
      data: {
        ...fields,
        ...storedPhone({ kind: "customer", id: customerId }, phone),
        id: customerId,
        number: await nextNumber(tx, "customer"),
        organizationId,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) {
      // Somebody was faster by a moment: now it can be seen who.
      await requireNoTwin(tx, organizationId, input);
      throw conflict("customers.customer_taken");
    }
    const created = await tx.customer.findUniqueOrThrow({
      where: { id: customerId },
      select: customerSelect,
    });
    audit.target({ type: "customers", id: customerId, label: created.name });
    audit.change(null, created);
    emit("customers/created", { customerId, organizationId });
    return { customerId, number: created.number, version: created.version };
  },
});
