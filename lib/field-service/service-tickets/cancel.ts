import { command } from "@/lib/core/command";
import { reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { planning } from "@/lib/field-service/service-tickets/confirm";
import { ticketFields } from "@/lib/field-service/service-tickets/fields";
import { tellPlanners } from "@/lib/field-service/service-tickets/tell-planners";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { notify } from "@/lib/notifications/inbox/notify";

/** Calls a visit off. Its technician is told, and where the customer did it the office. */
export const cancelServiceTicket = command({
  name: "service-tickets.cancel",
  permission: null,
  input: object({ ...ticketFields, reason }),
  scope: ofTicket(planning),
  async run({ input: { ticketId, version, happenedAt, reason }, emit, ...acting }) {
    const { tx, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    const done = await changeTicket(acting, ticket, {
      move: "cancel",
      data: { canceledAt: now, cancelReason: reason },
      action: "canceled",
      details: { reason },
      happenedAt,
    });
    await notify(tx, {
      operatorIds: ticket.technician?.operatorId ? [ticket.technician.operatorId] : [],
      message: "field-service.inbox.canceled",
      params: { number: ticket.number, reason },
      href: `field-service/service-tickets/${ticketId}`,
      organizationId: ticket.organizationId,
      now,
    });
    if (acting.caller.actor.type === "system")
      await tellPlanners(acting, {
        message: "field-service.inbox.customer_canceled",
        params: { number: ticket.number, reason },
        href: `field-service/service-tickets/${ticketId}`,
      });
    emit("service-tickets/canceled", { ticketId });
    return done;
  },
});
