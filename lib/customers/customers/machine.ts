import { machine } from "@/lib/core/machine";

/** States of a customer. A suspended one buys nothing and pays nothing in. */
export const customerMachine = machine({
  noun: "customers",
  initial: "active",
  states: { active: "done", suspended: "danger" },
  moves: {
    suspend: { from: ["active"], to: "suspended", command: "customers.suspend" },
    reactivate: { from: ["suspended"], to: "active", command: "customers.reactivate" },
  },
});
