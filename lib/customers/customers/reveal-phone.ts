import { command } from "@/lib/core/command";
import { openPhone } from "@/lib/core/crypto/phone";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Shows a customer's whole telephone number this once; the trail says to whom and why (design section 9). */
export const revealPhone = command({
  name: "customers.reveal-phone",
  permission: "customers.customers.reveal",
  sensitive: true,
  input: object({ customerId: id, reason }),
  scope: ofRow("customer", (input) => input.customerId),
  shownOnce: ["phone"],
  async run({ input: { customerId }, tx, audit }) {
    const customer = await tx.customer.findUnique({
      where: { id: customerId },
      select: { name: true, phoneEncrypted: true },
    });
    if (!customer) throw notFound();
    if (!customer.phoneEncrypted) throw refused("customers.no_phone");
    audit.target({ type: "customers", id: customerId, label: customer.name });
    return { customerId, phone: openPhone({ kind: "customer", id: customerId }, customer.phoneEncrypted) };
  },
});
