import { machine } from "@/lib/core/machine";

/** States of a technician. An inactive one is given no tickets. */
export const technicianMachine = machine({
  noun: "technicians",
  initial: "active",
  states: { active: "done", inactive: "over" },
  moves: {
    deactivate: { from: ["active"], to: "inactive", command: "technicians.deactivate" },
    activate: { from: ["inactive"], to: "active", command: "technicians.activate" },
  },
});
