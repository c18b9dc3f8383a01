import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { give } from "@/lib/field-service/service-tickets/assign";
import { chosenTechnician, nextTechnician } from "@/lib/field-service/service-tickets/candidates";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { ticketFields } from "@/lib/field-service/service-tickets/fields";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { notify } from "@/lib/notifications/inbox/notify";

/** Hands a visit to another technician: the one named, or whose turn it is. Whoever had it is told, too. */
export const reassignServiceTicket = command({
  name: "service-tickets.reassign",
  permission: "field-service.tickets.assign",
  input: object({ ...ticketFields, technicianId: id.optional(), reason: reason.optional() }),
  scope: ofTicket(["field-service.tickets.assign"]),
  async run({ input: { ticketId, version, technicianId, reason, happenedAt }, emit, ...acting }) {
    const { tx, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    const open: readonly string[] = serviceTicketMachine.moves.reassign.from;
    if (!open.includes(ticket.state))
      return changeTicket(acting, ticket, { move: "reassign", action: "reassigned", happenedAt });
    const technician = technicianId
      ? await chosenTechnician(tx, ticket, technicianId, acting.caller)
      : await nextTechnician(tx, ticket, now, ticket.technicianId);
    const done = await give(acting, ticket, technician, {
      move: "reassign",
      automatic: technicianId === undefined,
      ...(reason ? { reason } : {}),
      happenedAt,
    });
    await notify(tx, {
      operatorIds: ticket.technician?.operatorId ? [ticket.technician.operatorId] : [],
      message: "field-service.inbox.taken_away",
      params: { number: ticket.number, technician: technician.name },
      organizationId: ticket.organizationId,
      now,
    });
    emit("service-tickets/reassigned", { ticketId, technicianId: technician.id });
    return done;
  },
});
