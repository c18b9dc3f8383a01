import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import {
  type Candidate,
  chosenTechnician,
  nextTechnician,
} from "@/lib/field-service/service-tickets/candidates";
import { type Acting, changeTicket } from "@/lib/field-service/service-tickets/change";
import { ticketFields } from "@/lib/field-service/service-tickets/fields";
import { lockTicket, overtaken, type Ticket } from "@/lib/field-service/service-tickets/ticket";
import { notify } from "@/lib/notifications/inbox/notify";

/** Gives a confirmed visit to a technician: the one named, or whose turn it is (field-service, automatic assignment). */
export const assignServiceTicket = command({
  name: "service-tickets.assign",
  permission: "field-service.tickets.assign",
  input: object({ ...ticketFields, technicianId: id.optional() }),
  scope: ofTicket(["field-service.tickets.assign"]),
  async run({ input: { ticketId, version, technicianId, happenedAt }, emit, ...acting }) {
    const { tx, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version, { gives: true });
    if (ticket.technicianId) throw await overtaken(tx, ticketId, { gives: true });
    if (ticket.state !== "confirmed")
      return changeTicket(acting, ticket, { move: "assign", action: "assigned", happenedAt });
    const technician = technicianId
      ? await chosenTechnician(tx, ticket, technicianId, acting.caller)
      : await nextTechnician(tx, ticket, now);
    const done = await give(acting, ticket, technician, {
      move: "assign",
      automatic: technicianId === undefined,
      happenedAt,
    });
    emit("service-tickets/assigned", { ticketId, technicianId: technician.id });
    return done;
  },
});

/**
 * Puts a technician to a ticket and tells them. The ticket goes to their service centre with them: which centre's it is says who
 * goes there, and its own centre comes first when somebody is looked for anew (field-service, automatic assignment).
 */
export async function give(
  acting: Acting,
  ticket: Ticket,
  { id: technicianId, name, centreId, operatorId }: Candidate,
  how: { move: "assign" | "reassign"; automatic: boolean; reason?: string; happenedAt: string | undefined },
) {
  const { tx, now } = acting;
  const { move, automatic, reason, happenedAt } = how;
  if (ticket.technicianId === technicianId)
    throw conflict("field-service.same_technician", { number: ticket.number, technician: name });
  const done = await changeTicket(acting, ticket, {
    move,
    data: {
      technicianId,
      assignedAt: now,
      remindedAt: null,
      startedAt: null,
      centreId,
    },
    action: `${move}ed`,
    details: {
      technicianId,
      technician: name,
      automatic,
      ...(ticket.technician ? { from: ticket.technician.name } : {}),
      ...(reason ? { reason } : {}),
    },
    happenedAt,
  });
  await notify(tx, {
    operatorIds: operatorId ? [operatorId] : [],
    message: "field-service.inbox.assigned",
    params: { number: ticket.number, address: ticket.address },
    href: `field-service/service-tickets/${ticket.id}`,
    organizationId: ticket.organizationId,
    now,
  });
  return { ...done, technicianId, technician: name };
}
