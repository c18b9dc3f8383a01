import { machine } from "@/lib/core/machine";

/** States of a SKU. An archived one is not sold any more; what was sold stays. */
export const skuMachine = machine({
  noun: "skus",
  initial: "active",
  states: { active: "done", archived: "over" },
  moves: {
    archive: { from: ["active"], to: "archived", command: "skus.archive" },
    unarchive: { from: ["archived"], to: "active", command: "skus.unarchive" },
  },
});
