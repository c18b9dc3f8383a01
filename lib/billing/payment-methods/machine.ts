import { machine } from "@/lib/core/machine";

/** States of a kept card or bank account. */
export const paymentMethodMachine = machine({
  noun: "payment-methods",
  initial: "active",
  states: { active: "done", expired: "waiting", detached: "over" },
  moves: {
    expire: { from: ["active"], to: "expired", command: null },
    // A bank sends a new card and tells the provider.
    renew: { from: ["expired"], to: "active", command: null },
    detach: { from: ["active", "expired"], to: "detached", command: "payment-methods.detach" },
  },
});
