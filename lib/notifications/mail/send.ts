import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { writeOutbox } from "@/lib/core/outbox";

/** Message ids without their angle brackets. */
export type MailThread = {
  /** Its own Message-ID, the same however often it is handed over. */
  messageId: string;
  /** What it answers. */
  inReplyTo?: string | null;
  /** What came before it, oldest first. */
  references?: readonly string[];
  /** Where an answer goes. */
  replyTo?: string | null;
  /** Whether a person wrote it: then it is not marked as automatic (RFC 3834). */
  byPerson?: boolean;
};

export type MailDraft = {
  /** One address. */
  to: string;
  subject: string;
  /** Plain text; a secret link in it is forgotten once the mail was sent. */
  text: string;
  /** The organization whose business it is; null for the platform's own. */
  organizationId: string | null;
  /** What makes it part of a conversation. */
  thread?: MailThread;
  /** An event that tells, with `mailId` and `outcome`, what became of it. */
  settledEvent?: string;
  now: Date;
};

/**
 * Puts an e-mail on its way in the caller's transaction: it leaves if and only if the transaction commits, through the durable
 * function `send-mail`.
 * @returns the mail's id.
 */
export async function queueMail(tx: Tx, draft: MailDraft): Promise<string> {
  const id = newId();
  const { messageId, inReplyTo, references = [], replyTo, byPerson = false } = draft.thread ?? {};
  await tx.outgoingMail.create({
    data: {
      id,
      organizationId: draft.organizationId,
      recipient: draft.to,
      // A line break would begin another header.
      subject: draft.subject.replace(/\s+/g, " ").trim().slice(0, 250),
      text: draft.text,
      messageId: messageId ?? null,
      inReplyTo: inReplyTo ?? null,
      references: [...references],
      replyTo: replyTo ?? null,
      automatic: !byPerson,
      settledEvent: draft.settledEvent ?? null,
      createdAt: draft.now,
    },
    select: { id: true },
  });
  await writeOutbox(tx, [{ name: "mail/queued", payload: { mailId: id } }], draft.organizationId, draft.now);
  return id;
}
