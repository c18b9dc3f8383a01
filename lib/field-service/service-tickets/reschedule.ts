import { minutes } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { appointment } from "@/lib/field-service/service-tickets/book";
import { isFree } from "@/lib/field-service/service-tickets/candidates";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { planning } from "@/lib/field-service/service-tickets/confirm";
import { moment, ticketFields } from "@/lib/field-service/service-tickets/fields";
import { tellPlanners } from "@/lib/field-service/service-tickets/tell-planners";
import { currentTicket, lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { notify } from "@/lib/notifications/inbox/notify";

const movable: readonly string[] = ["booked", "confirmed", "assigned"];

/**
 * Moves a visit that has not begun to another time. A technician who has no room for it then loses it: it waits to be assigned
 * anew. The technician is told; the office where somebody is needed, and where the customer did it.
 */
export const rescheduleServiceTicket = command({
  name: "service-tickets.reschedule",
  permission: null,
  input: object({
    ...ticketFields,
    appointmentStart: moment,
    appointmentEnd: moment.optional(),
    reason: reason.optional(),
  }),
  scope: ofTicket(planning),
  async run({ input, emit, ...acting }) {
    const { ticketId, version, happenedAt, reason } = input;
    const { tx, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    if (!movable.includes(ticket.state)) {
      const action = "service-tickets.reschedule";
      throw conflict("wrong_state", { state: ticket.state, action }, await currentTicket(tx, ticketId));
    }
    // A visit that is moved takes as long as before, unless somebody says otherwise.
    const length = ticket.appointmentEnd.getTime() - ticket.appointmentStart.getTime();
    const time = appointment(input, length / minutes(1), now);
    const slot = { id: ticketId, start: time.appointmentStart, end: time.appointmentEnd };
    const keeps =
      ticket.state !== "assigned" || !ticket.technicianId || (await isFree(tx, ticket.technicianId, slot));
    const done = await changeTicket(acting, ticket, {
      ...(keeps ? {} : { move: "release" as const }),
      data: { ...time, remindedAt: null, ...(keeps ? {} : { technicianId: null, assignedAt: null }) },
      action: "rescheduled",
      details: {
        from: ticket.appointmentStart.toISOString(),
        to: time.appointmentStart.toISOString(),
        ...(reason ? { reason } : {}),
        ...(keeps || !ticket.technician ? {} : { released: ticket.technician.name }),
      },
      happenedAt,
    });
    const { timeZone } = await tx.organization.findUniqueOrThrow({
      where: { id: ticket.organizationId },
      select: { timeZone: true },
    });
    const href = `field-service/service-tickets/${ticketId}`;
    const params = {
      number: ticket.number,
      from: { at: ticket.appointmentStart.toISOString(), timeZone },
      to: { at: time.appointmentStart.toISOString(), timeZone },
    };
    await notify(tx, {
      operatorIds: ticket.technician?.operatorId ? [ticket.technician.operatorId] : [],
      message: keeps ? "field-service.inbox.moved" : "field-service.inbox.moved_away",
      params,
      href: keeps ? href : null,
      organizationId: ticket.organizationId,
      now,
    });
    if (!keeps && ticket.technician)
      await tellPlanners(acting, {
        message: "field-service.inbox.without_technician",
        params: { ...params, technician: ticket.technician.name },
        href,
      });
    else if (acting.caller.actor.type === "system")
      await tellPlanners(acting, { message: "field-service.inbox.customer_moved", params, href });
    emit("service-tickets/rescheduled", { ticketId });
    return { ...done, technicianId: keeps ? ticket.technicianId : null };
  },
});
