import { type Caller, operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { attachFiles } from "@/lib/support/support-tickets/attach";

export type CommentDraft = {
  kind: "public" | "internal";
  body: string;
  fromCustomer: boolean;
  mentionIds?: readonly string[];
  fileIds?: readonly string[];
  /** Who wrote it, where that is not the caller: by e-mail. */
  author?: { id: string | null; name: string };
  /** The Message-ID of the e-mail it came in with. */
  messageId?: string;
};

/**
 * Writes a comment of a ticket into its row's transaction; what follows from it is its caller's business.
 * @returns the comment's id.
 * @throws rule_violation for a file that cannot be attached.
 */
export async function writeComment(
  tx: Tx,
  caller: Caller,
  ticket: { id: string; organizationId: string },
  { kind, body, fromCustomer, mentionIds = [], fileIds = [], author, messageId }: CommentDraft,
  now: Date,
): Promise<string> {
  const commentId = newId();
  await tx.supportComment.create({
    data: {
      id: commentId,
      organizationId: ticket.organizationId,
      ticketId: ticket.id,
      kind,
      authorId: author ? author.id : operatorOf(caller),
      authorName: author?.name ?? caller.actor.label,
      fromCustomer,
      body,
      mentionIds: [...mentionIds],
      messageId: messageId ?? null,
      createdAt: now,
    },
    select: { id: true },
  });
  await attachFiles(tx, fileIds, caller, {
    ticketId: ticket.id,
    organizationId: ticket.organizationId,
    commentId,
    now,
  });
  return commentId;
}
