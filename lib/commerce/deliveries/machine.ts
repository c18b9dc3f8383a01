import { machine } from "@/lib/core/machine";

/** States of one try to bring a benefit to its owner. */
export const deliveryMachine = machine({
  noun: "deliveries",
  initial: "pending",
  states: { pending: "progress", delivered: "done", failed: "danger" },
  moves: {
    arrive: { from: ["pending"], to: "delivered", command: null },
    fail: { from: ["pending"], to: "failed", command: null },
  },
});
