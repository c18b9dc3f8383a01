import { command } from "@/lib/core/command";
import { reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asEither, sideOf } from "@/lib/support/support-tickets/access";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { requireReopenable } from "@/lib/support/support-tickets/reopenable";
import { concerned, tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket } from "@/lib/support/support-tickets/ticket";

/**
 * Opens a ticket again that was resolved or closed: staff at any time, the customer's side within the setting
 * `support.reopenDays`. Its clocks go on with what was left of them.
 */
export const reopenTicket = command({
  name: "support-tickets.reopen",
  permission: null,
  input: object({ ...ticketFields, reason: reason.optional() }),
  scope: asEither("support.tickets.write"),
  async run({ input: { ticketId, version }, place, ...acting }) {
    const { tx, caller, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    if (sideOf(caller, { path: place.path, customerId: ticket.customerId }) === "customer")
      await requireReopenable(tx, ticket, now);
    const changed = await changeTicket(acting, ticket, {
      move: "reopen",
      data: { reopenedCount: ticket.reopenedCount + 1, resolvedAt: null, closedAt: null },
    });
    await tellOf(acting, ticket, [ticket.requesterId, ...(await concerned(tx, ticket))], "reopened");
    return changed;
  },
});
