import { z } from "zod";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { ticketPriorities, ticketTypes } from "@/lib/support/sla-policies/fields";
import { asStaff } from "@/lib/support/support-tickets/access";
import { requireActive } from "@/lib/support/support-tickets/assign";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { linkFields, subject, ticketFields } from "@/lib/support/support-tickets/fields";
import { linksIn, requireOwnLinks } from "@/lib/support/support-tickets/links";
import { promiseAnew } from "@/lib/support/support-tickets/promise-anew";
import { currentTicket, lockTicket } from "@/lib/support/support-tickets/ticket";

/**
 * Corrects what a ticket is about. Another type or priority may promise something else: then the clocks are worked out anew,
 * and what has gone by counts.
 */
export const updateTicket = command({
  name: "support-tickets.update",
  permission: "support.tickets.write",
  input: object({
    ...ticketFields,
    type: z.enum(ticketTypes).optional(),
    priority: z.enum(ticketPriorities).optional(),
    subject: subject.optional(),
    ...linkFields,
  }),
  scope: asStaff("support.tickets.write"),
  async run({ input, ...acting }) {
    const { tx } = acting;
    const { ticketId, version, type, priority, subject } = input;
    const ticket = await lockTicket(tx, ticketId, version);
    requireActive(ticket, "support-tickets.update", await currentTicket(tx, ticketId));
    const links = linksIn(input);
    const data = {
      ...links,
      ...(type ? { type } : {}),
      ...(priority ? { priority } : {}),
      ...(subject ? { subject } : {}),
    };
    if (Object.keys(data).length === 0) throw refused("support.nothing_to_change");
    await requireOwnLinks(tx, links, ticket);
    const promised = await promiseAnew(tx, ticket, data, acting.now);
    return changeTicket(acting, ticket, { data, promised });
  },
});
