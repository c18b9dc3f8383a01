import { z } from "zod";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asEither, sideOf } from "@/lib/support/support-tickets/access";
import { answerCustomer } from "@/lib/support/support-tickets/answer";
import { type Acting, type Changed, changeTicket } from "@/lib/support/support-tickets/change";
import { body, fileIds, ticketFields } from "@/lib/support/support-tickets/fields";
import { requireReopenable } from "@/lib/support/support-tickets/reopenable";
import { concerned, tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket, type Ticket } from "@/lib/support/support-tickets/ticket";
import { type CommentDraft, writeComment } from "@/lib/support/support-tickets/write-comment";

/**
 * Writes what everybody on a ticket reads (admin-prd 13: comments). The first one of staff ends the first-response clock, each goes to
 * the requester by e-mail; with `wait` the ticket then waits for the customer. One of the customer's side lets a waiting ticket
 * go on, and opens one that was resolved or closed of late again.
 */
export const commentOnTicket = command({
  name: "support-tickets.comment",
  permission: null,
  input: object({
    ...ticketFields,
    body,
    fileIds: fileIds.optional(),
    /** Staff to tell of it; only staff mention. */
    mentionIds: z.array(id).max(20).optional(),
    /** As staff: an answer of the customer is asked for, the clocks stand until it comes. */
    wait: z.boolean().optional(),
  }),
  scope: asEither("support.tickets.comment"),
  async run({ input, place, emit, ...acting }) {
    const { ticketId, version, body, fileIds, mentionIds = [], wait = false } = input;
    const run = { ...acting, emit };
    const ticket = await lockTicket(run.tx, ticketId, version);
    const owned = { path: place.path, customerId: ticket.customerId };
    if (sideOf(run.caller, owned) === "staff")
      return answerCustomer(run, ticket, { body, fileIds, mentionIds, wait });
    if (mentionIds.length > 0) throw refused("support.cannot_mention");
    return customerWrites(run, ticket, { body, fileIds });
  },
});

/**
 * What the customer's side writes, however it came.
 * @throws rule_violation when the ticket has been over for too long, or was merged.
 */
export async function customerWrites(
  acting: Acting,
  ticket: Ticket,
  comment: Pick<CommentDraft, "body" | "fileIds" | "author" | "messageId">,
): Promise<Changed & { commentId: string }> {
  const { tx, caller, now } = acting;
  const over = ticket.state === "resolved" || ticket.state === "closed";
  if (ticket.state === "merged") throw refused("support.already_over", { number: ticket.number });
  if (over) await requireReopenable(tx, ticket, now);
  const commentId = await writeComment(
    tx,
    caller,
    ticket,
    { kind: "public", fromCustomer: true, ...comment },
    now,
  );
  const changed = await changeTicket(acting, ticket, {
    move: over ? "reopen" : ticket.state === "pending" ? "resume" : undefined,
    data: over ? { reopenedCount: ticket.reopenedCount + 1, resolvedAt: null, closedAt: null } : {},
    also: { commentId },
  });
  const author = comment.author?.name ?? caller.actor.label;
  await tellOf(acting, ticket, await concerned(tx, ticket), over ? "reopened" : "customer_answered", {
    author,
  });
  return { ...changed, commentId };
}
