import { machine } from "@/lib/core/machine";

/** States of an organization. A suspended one's operators cannot sign in (connectivity 1.2). */
export const organizationMachine = machine({
  noun: "organizations",
  initial: "active",
  states: { active: "done", suspended: "danger" },
  moves: {
    suspend: { from: ["active"], to: "suspended", command: "organizations.suspend" },
    reactivate: { from: ["suspended"], to: "active", command: "organizations.reactivate" },
  },
});
