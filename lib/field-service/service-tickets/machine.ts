import { machine } from "@/lib/core/machine";

/** States of a service ticket (field-service, state machine). A visit that began is handed on by assigning it anew. */
export const serviceTicketMachine = machine({
  noun: "service-tickets",
  initial: "booked",
  states: {
    booked: "waiting",
    confirmed: "waiting",
    assigned: "progress",
    in_progress: "progress",
    completed: "done",
    canceled: "over",
  },
  moves: {
    confirm: { from: ["booked"], to: "confirmed", command: "service-tickets.confirm" },
    assign: { from: ["confirmed"], to: "assigned", command: "service-tickets.assign" },
    reassign: { from: ["assigned", "in_progress"], to: "assigned", command: "service-tickets.reassign" },
    start: { from: ["assigned"], to: "in_progress", command: "service-tickets.start" },
    complete: { from: ["assigned", "in_progress"], to: "completed", command: "service-tickets.complete" },
    cancel: {
      from: ["booked", "confirmed", "assigned", "in_progress"],
      to: "canceled",
      command: "service-tickets.cancel",
    },
    /** The visit was moved to a time its technician has no room for. */
    release: { from: ["assigned"], to: "confirmed", command: null },
  },
});

export type ServiceTicketState = keyof typeof serviceTicketMachine.states;
export type ServiceTicketMove = keyof typeof serviceTicketMachine.moves;
