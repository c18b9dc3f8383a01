import { refused } from "@/lib/core/errors";
import { type Acting, type Changed, changeTicket } from "@/lib/support/support-tickets/change";
import { mailComment } from "@/lib/support/support-tickets/mail-out";
import { requireMentionable } from "@/lib/support/support-tickets/mention";
import { tellOf } from "@/lib/support/support-tickets/tell";
import type { Ticket } from "@/lib/support/support-tickets/ticket";
import { writeComment } from "@/lib/support/support-tickets/write-comment";

type Answer = {
  body: string;
  fileIds?: readonly string[];
  mentionIds?: readonly string[];
  /** An answer of the customer is asked for. */
  wait?: boolean;
};

/**
 * A public answer of staff: it stands in the ticket, goes to the requester, and tells the others.
 * @returns also the comment's id.
 * @throws rule_violation when the ticket is closed or merged, or for somebody who cannot be mentioned.
 */
export async function answerCustomer(
  acting: Acting,
  ticket: Ticket,
  { body, fileIds, mentionIds = [], wait = false }: Answer,
): Promise<Changed & { commentId: string }> {
  const { commentId } = await writeAnswer(acting, ticket, { body, fileIds, mentionIds });
  const changed = await changeTicket(acting, ticket, {
    move: wait && ticket.state === "open" ? "wait" : undefined,
    answers: true,
    also: { commentId },
  });
  return { ...changed, commentId };
}

/** The part of an answer that does not concern the ticket's state. */
export async function writeAnswer(
  acting: Acting,
  ticket: Ticket,
  { body, fileIds, mentionIds = [] }: Pick<Answer, "body" | "fileIds" | "mentionIds">,
): Promise<{ commentId: string }> {
  const { tx, caller, now } = acting;
  if (ticket.state === "closed" || ticket.state === "merged")
    throw refused("support.already_over", { number: ticket.number });
  await requireMentionable(tx, ticket, mentionIds);
  const commentId = await writeComment(
    tx,
    caller,
    ticket,
    { kind: "public", body, fromCustomer: false, fileIds, mentionIds },
    now,
  );
  const author = caller.actor.label;
  await mailComment(tx, ticket, { id: commentId, body, authorName: author }, now);
  const others = [ticket.requesterId, ticket.assigneeId].filter((id) => !mentionIds.includes(id ?? ""));
  await tellOf(acting, ticket, others, "answered", { author });
  await tellOf(acting, ticket, mentionIds, "mentioned", { author });
  return { commentId };
}
