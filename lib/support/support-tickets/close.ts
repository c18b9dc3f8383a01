import { command } from "@/lib/core/command";
import { reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asEither } from "@/lib/support/support-tickets/access";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket } from "@/lib/support/support-tickets/ticket";

/** Ends a ticket: staff, the customer who needs no answer any more, or the product some days after it was resolved. */
export const closeTicket = command({
  name: "support-tickets.close",
  permission: null,
  input: object({ ...ticketFields, reason: reason.optional() }),
  scope: asEither("support.tickets.write"),
  async run({ input: { ticketId, version }, ...acting }) {
    const ticket = await lockTicket(acting.tx, ticketId, version);
    const changed = await changeTicket(acting, ticket, { move: "close", data: { closedAt: acting.now } });
    await tellOf(acting, ticket, [ticket.requesterId, ticket.assigneeId], "closed");
    return changed;
  },
});
