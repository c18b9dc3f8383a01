import { z } from "zod";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asStaff } from "@/lib/support/support-tickets/access";
import { body, fileIds, ticketFields } from "@/lib/support/support-tickets/fields";
import { requireMentionable } from "@/lib/support/support-tickets/mention";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket, servingOrganization } from "@/lib/support/support-tickets/ticket";
import { writeComment } from "@/lib/support/support-tickets/write-comment";

/**
 * Writes what only staff read (admin-prd 13: internal notes). The customer's side sees no trace of it: not in the ticket, which
 * stays as it was, not in the trail, where it belongs to whoever serves them, and it is never mailed.
 */
export const noteOnTicket = command({
  name: "support-tickets.note",
  permission: "support.tickets.note",
  // An approval would show the text to whoever reads approvals.
  approvable: false,
  input: object({
    ...ticketFields,
    body,
    fileIds: fileIds.optional(),
    mentionIds: z.array(id).max(20).optional(),
  }),
  scope: asStaff("support.tickets.note"),
  async run({ input: { ticketId, version, body, fileIds, mentionIds = [] }, tx, caller, audit, now }) {
    const ticket = await lockTicket(tx, ticketId, version);
    await requireMentionable(tx, ticket, mentionIds);
    const draft = { kind: "internal", body, fromCustomer: false, fileIds, mentionIds } as const;
    const commentId = await writeComment(tx, caller, ticket, draft, now);
    await tellOf({ tx, caller, now }, ticket, mentionIds, "mentioned", { author: caller.actor.label });
    audit.target({ type: "support-tickets", id: ticketId, label: ticket.number });
    audit.organization(servingOrganization(ticket));
    audit.change(null, { commentId, characters: body.length });
    return { ticketId, number: ticket.number, state: ticket.state, version: ticket.version, commentId };
  },
});
