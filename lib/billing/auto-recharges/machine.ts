import { machine } from "@/lib/core/machine";

/** States of a recharge rule (admin-prd 5). A stopped one gave up by itself; a person starts it again. */
export const autoRechargeMachine = machine({
  noun: "auto-recharges",
  initial: "active",
  states: { active: "done", stopped: "danger", off: "over" },
  moves: {
    stop: { from: ["active", "stopped"], to: "off", command: "auto-recharges.stop" },
    start: { from: ["stopped", "off"], to: "active", command: "auto-recharges.start" },
    give_up: { from: ["active"], to: "stopped", command: null },
  },
});
