import { machine } from "@/lib/core/machine";

/** States of a support ticket (admin-prd 13). While it is pending an answer of the customer is waited for and its clocks stand. */
export const supportTicketMachine = machine({
  noun: "support-tickets",
  initial: "open",
  states: { open: "progress", pending: "waiting", resolved: "done", closed: "over", merged: "over" },
  moves: {
    /** Staff asked the customer something; done by commenting. */
    wait: { from: ["open"], to: "pending", command: null },
    /** The customer answered; done by commenting. */
    resume: { from: ["pending"], to: "open", command: null },
    resolve: { from: ["open", "pending"], to: "resolved", command: "support-tickets.resolve" },
    close: { from: ["open", "pending", "resolved"], to: "closed", command: "support-tickets.close" },
    reopen: { from: ["resolved", "closed"], to: "open", command: "support-tickets.reopen" },
    merge: { from: ["open", "pending", "resolved"], to: "merged", command: "support-tickets.merge" },
  },
});

export type SupportTicketState = keyof typeof supportTicketMachine.states;
export type SupportTicketMove = keyof typeof supportTicketMachine.moves;

/** Somebody still works on it. */
export const activeStates = ["open", "pending"] as const satisfies readonly SupportTicketState[];
