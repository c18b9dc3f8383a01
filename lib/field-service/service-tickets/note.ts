import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { writeEvent } from "@/lib/field-service/service-tickets/change";
import { happened, note, ticketFields } from "@/lib/field-service/service-tickets/fields";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";

/** Writes something down about a ticket. It stays in the version it was in. */
export const noteServiceTicket = command({
  name: "service-tickets.note",
  permission: null,
  input: object({ ...ticketFields, note }),
  scope: ofTicket(
    ["field-service.tickets.write", "field-service.tickets.assign", "field-service.tickets.complete"],
    { own: true },
  ),
  async run({ input: { ticketId, version, happenedAt, note }, tx, caller, audit, now }) {
    const ticket = await lockTicket(tx, ticketId, version);
    await writeEvent({ tx, caller, now }, ticket, "note", { happenedAt: happened(happenedAt, now), note });
    audit.target({ type: "service-tickets", id: ticketId, label: ticket.number });
    audit.change(null, { note });
    return { ticketId, number: ticket.number, state: ticket.state, version: ticket.version };
  },
});
