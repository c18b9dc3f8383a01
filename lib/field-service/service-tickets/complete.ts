import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { ofTicket } from "@/lib/field-service/service-tickets/access";
import { changeTicket } from "@/lib/field-service/service-tickets/change";
import { happened, note, ticketFields } from "@/lib/field-service/service-tickets/fields";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";

/** The work is done, and a photo of the receipt says so (field-service, completion). */
export const completeServiceTicket = command({
  name: "service-tickets.complete",
  permission: null,
  input: object({ ...ticketFields, note: note.optional() }),
  scope: ofTicket(["field-service.tickets.complete"], { own: true }),
  async run({ input: { ticketId, version, happenedAt, note }, emit, ...acting }) {
    const { tx, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    const { number, state } = ticket;
    const open: readonly string[] = serviceTicketMachine.moves.complete.from;
    if (!open.includes(state)) throw refused("field-service.not_at_work", { number, state });
    if ((await tx.serviceTicketImage.count({ where: { ticketId, kind: "receipt" } })) === 0)
      throw refused("field-service.receipt_missing", { number });
    const completedAt = happened(happenedAt, now);
    const done = await changeTicket(acting, ticket, {
      move: "complete",
      data: { completedAt },
      action: "completed",
      details: note ? { note } : {},
      happenedAt,
    });
    emit("service-tickets/completed", { ticketId });
    return done;
  },
});
