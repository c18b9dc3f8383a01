import { machine } from "@/lib/core/machine";

/** An invoice has its number from its issue on; void, what it covered can be invoiced again. */
export const invoiceMachine = machine({
  noun: "invoices",
  initial: "requested",
  states: { requested: "waiting", issued: "done", void: "over" },
  moves: {
    issue: { from: ["requested"], to: "issued", command: "invoices.issue" },
    void: { from: ["requested", "issued"], to: "void", command: "invoices.void" },
  },
});

export type InvoiceState = keyof typeof invoiceMachine.states;
