import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { writeEvent } from "@/lib/field-service/service-tickets/change";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";

/** Tells those who plan visits, once, that a ticket has been in its state for too long. */
export const noteOverdueTicket = command({
  name: "service-tickets.note-overdue",
  permission: null,
  input: object({ ticketId: id }),
  scope: bySystem(ofRow("service_ticket", (input) => input.ticketId)),
  async run({ input: { ticketId }, tx, caller, place, audit, now }) {
    const ticket = await lockTicket(tx, ticketId);
    const { number, organizationId, state, dueAt } = ticket;
    audit.target({ type: "service-tickets", id: ticketId, label: number });
    const { count } = await tx.serviceTicket.updateMany({
      where: { id: ticketId, overdueToldAt: null, dueAt: { lt: now } },
      data: { overdueToldAt: now },
    });
    // It moved on while the job was on its way.
    if (count === 0) return { ticketId, told: 0 };
    const planners = await holdersOf(tx, "field-service.tickets.assign", place.path);
    await notify(tx, {
      operatorIds: planners.map((planner) => planner.id),
      message: "field-service.inbox.overdue",
      params: { number, state: { key: `field-service.resources.service-tickets.values.state.${state}` } },
      href: `field-service/service-tickets/${ticketId}`,
      organizationId,
      now,
    });
    await writeEvent({ tx, caller, now }, ticket, "overdue", { state, dueAt });
    return { ticketId, told: planners.length };
  },
});
