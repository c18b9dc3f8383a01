import { z } from "zod";
import { command } from "@/lib/core/command";
import { sealPhone } from "@/lib/core/crypto/phone";
import { conflict } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { bookingFields, requireOwnCustomer } from "@/lib/field-service/service-tickets/book";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { placing, requirePlace } from "@/lib/field-service/service-tickets/placing";
import { currentTicket, lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { notify } from "@/lib/notifications/inbox/notify";

const { customerName, phone, address, issue } = bookingFields;

/** States a ticket's facts can still be corrected in. */
export const editable: readonly string[] = ["booked", "confirmed", "assigned", "in_progress"];

/**
 * Corrects what is known of a visit that is not over (field-service, permission `tickets.write`): who is visited, where and
 * why, what its technician must know, which centre's it is and whose account it belongs to. Fields left out stay as they are;
 * its technician is told. The time is `service-tickets.reschedule`'s.
 */
export const updateServiceTicket = command({
  name: "service-tickets.update",
  permission: "field-service.tickets.write",
  input: object({
    ticketId: id,
    version: z.int().positive().optional(),
    customerName: customerName.optional(),
    phone: phone.optional(),
    address: address.optional(),
    issue: issue.optional(),
    ...placing,
    /** The account it belongs to; null takes it from one. */
    customerId: id.nullable().optional(),
  }),
  scope: ofTicket(["field-service.tickets.write"]),
  secret: ["phone"],
  async run({ input, emit, ...acting }) {
    const { ticketId, version, phone: number, ...given } = input;
    const { tx, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    const { state, organizationId } = ticket;
    if (!editable.includes(state)) {
      const action = "service-tickets.update";
      throw conflict("wrong_state", { state, action }, await currentTicket(tx, ticketId));
    }
    await requirePlace(tx, ticket, given);
    if (given.customerId && given.customerId !== ticket.customerId)
      await requireOwnCustomer(tx, given.customerId, organizationId);
    const sealed = number === undefined ? null : sealPhone({ kind: "service-ticket", id: ticketId }, number);
    const differing = Object.entries(given).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(ticket, key)),
    );
    const fields = [
      ...differing.map(([key]) => key),
      ...(sealed && sealed.phoneHash !== ticket.phoneHash ? ["phone"] : []),
    ];
    if (fields.length === 0) return { ticketId, number: ticket.number, state, version: ticket.version };
    const done = await changeTicket(acting, ticket, {
      data: { ...Object.fromEntries(differing), ...sealed },
      action: "updated",
      details: { fields },
      happenedAt: undefined,
    });
    await notify(tx, {
      operatorIds: ticket.technician?.operatorId ? [ticket.technician.operatorId] : [],
      message: "field-service.inbox.updated",
      params: { number: ticket.number },
      href: `field-service/service-tickets/${ticketId}`,
      organizationId,
      now,
    });
    emit("service-tickets/updated", { ticketId });
    return done;
  },
});
