import type { CommandSpec } from "@/components/form/command";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { completeServiceTicket } from "@/lib/field-service/service-tickets/complete";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
import { noteServiceTicket } from "@/lib/field-service/service-tickets/note";
import type { ServiceTicketRecord } from "@/lib/field-service/service-tickets/read";
import { reassignServiceTicket } from "@/lib/field-service/service-tickets/reassign";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { startServiceTicket } from "@/lib/field-service/service-tickets/start";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";
import { placingForm } from "./ticket-fields";

/** What this reader may do with a ticket as it is now, the likeliest first. */
export function ticketOffers(reader: Reader, ticket: ServiceTicketRecord): CommandSpec[] {
  const { id: ticketId, version, may, path } = ticket;
  const open = commandsFrom(serviceTicketMachine, ticket.state);
  const defaults = { ticketId, version };
  const placing = placingForm(reader, ticket);
  // Only who works there can be chosen.
  const technicianId = { among: { organizationId: ticket.organizationId, state: "active" } };
  const movable = ["booked", "confirmed", "assigned"].includes(ticket.state);
  return offered([
    may.plan && open.has(confirmServiceTicket.name)
      ? offer(
          reader,
          confirmServiceTicket,
          {
            icon: "circle-check",
            ask: ["note", ...placing.ask],
            changes: placing.changes,
            defaults: { ...defaults, ...placing.defaults },
          },
          path,
        )
      : null,
    may.assign && open.has(assignServiceTicket.name)
      ? offer(
          reader,
          assignServiceTicket,
          { icon: "user-check", ask: ["technicianId"], changes: { technicianId }, defaults },
          path,
        )
      : null,
    may.work && open.has(startServiceTicket.name)
      ? offer(reader, startServiceTicket, { icon: "circle-play", defaults }, path)
      : null,
    may.work && open.has(completeServiceTicket.name)
      ? offer(reader, completeServiceTicket, { icon: "check-check", ask: ["note"], defaults }, path)
      : null,
    may.assign && open.has(reassignServiceTicket.name)
      ? offer(
          reader,
          reassignServiceTicket,
          {
            icon: "arrow-left-right",
            ask: ["technicianId", "reason"],
            changes: { technicianId },
            defaults,
          },
          path,
        )
      : null,
    may.plan && movable
      ? offer(
          reader,
          rescheduleServiceTicket,
          {
            icon: "clock",
            ask: ["appointmentStart", "appointmentEnd", "reason"],
            defaults: { ...defaults, appointmentStart: ticket.appointmentStart.toISOString() },
          },
          path,
        )
      : null,
    may.note
      ? offer(
          reader,
          noteServiceTicket,
          { icon: "message-square", ask: ["note"], defaults: { ticketId } },
          path,
        )
      : null,
    may.plan && open.has(cancelServiceTicket.name)
      ? offer(reader, cancelServiceTicket, { icon: "ban", danger: true, ask: ["reason"], defaults }, path)
      : null,
  ]);
}
