import { machine } from "@/lib/core/machine";

/** States of an operator's account. Accepting the invitation makes it active. */
export const operatorMachine = machine({
  noun: "operators",
  initial: "invited",
  states: { invited: "waiting", active: "done", disabled: "danger" },
  moves: {
    accept: { from: ["invited"], to: "active", command: null },
    disable: { from: ["invited", "active"], to: "disabled", command: "operators.disable" },
    enable: { from: ["disabled"], to: "active", command: "operators.enable" },
    // Whoever never accepted is where they were: they still have no password.
    reopen: { from: ["disabled"], to: "invited", command: "operators.enable" },
  },
});
