import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Makes a kept method the one its owner pays with. */
export const preferMethod = command({
  name: "payment-methods.prefer",
  permission: "billing.payment-methods.write",
  input: object({ paymentMethodId: id }),
  scope: ofRow("payment_method", (input) => input.paymentMethodId),
  async run({ input: { paymentMethodId }, tx, audit, now }) {
    const method = await tx.paymentMethod.findUnique({
      where: { id: paymentMethodId },
      select: { organizationId: true, customerId: true, state: true, last4: true, preferred: true },
    });
    if (!method) throw notFound();
    const { organizationId, customerId } = method;
    // All of the owner's, in one order: of two people who choose, the later one is right.
    await tx.$queryRaw`
      select 1 from payment_method where organization_id = ${organizationId}::uuid
        and customer_id is not distinct from ${customerId}::uuid order by id for update`;
    const { count } = await tx.paymentMethod.updateMany({
      where: { id: paymentMethodId, state: "active" },
      data: { preferred: true, updatedAt: now },
    });
    if (count === 0) throw refused("billing.payment_method_unusable");
    await tx.paymentMethod.updateMany({
      where: { organizationId, customerId, preferred: true, id: { not: paymentMethodId } },
      data: { preferred: false, updatedAt: now },
    });
    audit.target({ type: "payment-methods", id: paymentMethodId, label: `••${method.last4 ?? ""}` });
    audit.change({ preferred: method.preferred }, { preferred: true });
    return { paymentMethodId };
  },
});
