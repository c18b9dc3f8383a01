import { paymentMethodMachine } from "@/lib/billing/payment-methods/machine";
import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Forgets a kept method: it is not charged any more from now on, and a durable function has the provider forget it too.
 * @throws rule_violation while an automatic recharge pays with it.
 */
export const detachMethod = command({
  name: "payment-methods.detach",
  permission: "billing.payment-methods.write",
  input: object({ paymentMethodId: id, reason: reason.optional() }),
  scope: ofRow("payment_method", (input) => input.paymentMethodId),
  async run({ input: { paymentMethodId }, tx, audit, emit, now }) {
    const read = () =>
      tx.paymentMethod.findUnique({
        where: { id: paymentMethodId },
        select: { state: true, last4: true, organizationId: true },
      });
    const before = await read();
    if (!before) throw notFound();
    const used = await tx.autoRecharge.count({ where: { paymentMethodId, state: "active" } });
    if (used > 0) throw refused("billing.payment_method_recharges");
    const state = await paymentMethodMachine.move(
      "detach",
      ({ where, data }) =>
        tx.paymentMethod.updateMany({
          where: { id: paymentMethodId, ...where },
          data: { ...data, preferred: false, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "payment-methods", id: paymentMethodId, label: `••${before.last4 ?? ""}` });
    audit.change({ state: before.state }, { state });
    emit("payment-methods/detached", { paymentMethodId, organizationId: before.organizationId });
    return { paymentMethodId, state };
  },
});
