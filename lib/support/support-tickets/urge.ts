import { minutes } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { setting } from "@/lib/settings/settings/read";
import { asCustomer, openPermission } from "@/lib/support/support-tickets/access";
import { requireActive } from "@/lib/support/support-tickets/assign";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { concerned, tellOf } from "@/lib/support/support-tickets/tell";
import { currentTicket, lockTicket } from "@/lib/support/support-tickets/ticket";

/** Urges whoever works on a ticket (admin-prd 13), no more often than the setting `support.urgeMinutes` says. */
export const urgeTicket = command({
  name: "support-tickets.urge",
  permission: openPermission,
  input: object(ticketFields),
  scope: asCustomer(),
  approvable: false,
  async run({ input: { ticketId, version }, ...acting }) {
    const { tx, caller, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    requireActive(ticket, "support-tickets.urge", await currentTicket(tx, ticketId));
    const { urgeMinutes } = await setting("support", tx);
    const wait = ticket.urgedAt ? ticket.urgedAt.getTime() + minutes(urgeMinutes) - now.getTime() : 0;
    if (wait > 0)
      throw refused("support.urged_lately", { number: ticket.number, minutes: Math.ceil(wait / minutes(1)) });
    const urgedCount = ticket.urgedCount + 1;
    const changed = await changeTicket(acting, ticket, { data: { urgedAt: now, urgedCount } });
    await tellOf(acting, ticket, await concerned(tx, ticket), "urged", {
      author: caller.actor.label,
      count: urgedCount,
    });
    return { ...changed, urgedCount };
  },
});
