import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { KeptDocument } from "@/lib/governance/files/document";
import { recordFile } from "@/lib/governance/files/record";
import type { Message } from "@/lib/support/mail/message";
import {
  beginTicket,
  customerAsRequester,
  operatorAsRequester,
  type Requester,
} from "@/lib/support/support-tickets/begin";
import type { Acting } from "@/lib/support/support-tickets/change";
import { customerWrites } from "@/lib/support/support-tickets/comment";
import { concerned, staffAmong, tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket, type Ticket } from "@/lib/support/support-tickets/ticket";
import { writeComment } from "@/lib/support/support-tickets/write-comment";

export type Placed =
  | { state: "handled"; organizationId: string; ticketId: string; commentId: string; note: string | null }
  | { state: "unknown"; note: "nobody" | "several" | "not_allowed" | "too_many" };

/** What was kept of an e-mail's attachments, and the names of those that were not. */
export type MailFiles = { files: readonly KeptDocument[]; leftOut: readonly string[] };

/** An e-mail with what was kept of its attachments. */
export type MailToPlace = Omit<Message, "files" | "automatic"> & MailFiles;

/**
 * Puts an e-mail where it belongs. An answer of the requester is their comment. One of somebody else in the same conversation may
 * be a colleague or anybody the mail was passed to: it becomes an internal note, never a public word. A new one opens a ticket
 * for the one person known by its address.
 */
export async function placeMail(acting: Acting, mail: MailToPlace): Promise<Placed> {
  const ticket = mail.threadKey ? await ticketOfThread(acting.tx, mail.threadKey) : null;
  if (!ticket) return opens(acting, mail);
  if (ticket.requesterEmail?.toLowerCase() !== mail.sender) return noted(acting, ticket, mail);
  const author = { id: ticket.requesterId, name: ticket.requesterName };
  try {
    const { commentId } = await customerWrites(acting, ticket, {
      body: mail.text || mail.subject || mail.sender,
      author,
      messageId: mail.messageId,
    });
    await attachKept(acting, ticket, commentId, mail);
    return placed(ticket, commentId, null);
  } catch (error) {
    // Over for too long: the question begins anew.
    if (error instanceof AppError && error.code === "rule_violation") return opens(acting, mail);
    throw error;
  }
}

const placed = (
  ticket: { id: string; organizationId: string },
  commentId: string,
  note: string | null,
): Placed => ({
  state: "handled",
  organizationId: ticket.organizationId,
  ticketId: ticket.id,
  commentId,
  note,
});

/** The ticket of a conversation; the one it was merged into where it was. */
async function ticketOfThread(tx: Tx, threadKey: string): Promise<Ticket | null> {
  const row = await tx.supportTicket.findUnique({
    where: { threadKey },
    select: { id: true, mergedIntoId: true },
  });
  return row ? lockTicket(tx, row.mergedIntoId ?? row.id) : null;
}

async function noted(acting: Acting, ticket: Ticket, mail: MailToPlace): Promise<Placed> {
  const { tx, caller, now } = acting;
  const name = mail.senderName ? `${mail.senderName} <${mail.sender}>` : mail.sender;
  const commentId = await writeComment(
    tx,
    caller,
    ticket,
    {
      kind: "internal",
      fromCustomer: false,
      body: mail.text || mail.subject || mail.sender,
      author: { id: null, name },
      messageId: mail.messageId,
    },
    now,
  );
  await attachKept(acting, ticket, commentId, mail);
  await tellOf(acting, ticket, await concerned(tx, ticket), "mail_of_another");
  acting.audit.target({ type: "support-tickets", id: ticket.id, label: ticket.number });
  return placed(ticket, commentId, "of_another");
}

async function opens(acting: Acting, mail: MailToPlace): Promise<Placed> {
  const known = await knownBy(acting.tx, mail.sender);
  if (typeof known === "string") return { state: "unknown", note: known };
  const { ticketId, commentId } = await beginTicket(acting, {
    requester: known,
    channel: "email",
    type: "technical",
    priority: "normal",
    subject: subjectOf(mail),
    body: mail.text || mail.subject || mail.sender,
    messageId: mail.messageId,
    author: { id: known.requesterId, name: known.name },
  });
  const ticket = { id: ticketId, organizationId: known.organizationId };
  await attachKept(acting, ticket, commentId, mail);
  return placed(ticket, commentId, null);
}

/** What a ticket made of an e-mail is called: its subject without what answering put before it, else its first line. */
export function subjectOf({ subject, text, sender }: Pick<Message, "subject" | "text" | "sender">): string {
  const [firstLine = ""] = text.split("\n");
  const called = [subject.replace(/^((re|aw|fwd?|回复|答复|转发)\s*[:：]\s*)+/i, ""), firstLine, sender]
    .map((words) => words.trim().slice(0, 200))
    .find((words) => words.length >= 3);
  return called ?? sender;
}

/** Whose address it is: a customer's, or an operator's who may open tickets for their organization. */
async function knownBy(tx: Tx, email: string): Promise<Requester | "nobody" | "several" | "not_allowed"> {
  const customers = await tx.customer.findMany({ where: { email }, take: 2, select: { id: true } });
  const operator = await tx.operator.findUnique({
    where: { email },
    select: { id: true, organizationId: true, state: true },
  });
  const active = operator?.state === "active" ? operator : null;
  if (customers.length + (active ? 1 : 0) > 1) return "several";
  if (customers[0]) return (await customerAsRequester(tx, customers[0].id)) ?? "nobody";
  if (!active) return operator ? "not_allowed" : "nobody";
  const allowed = await staffAmong(tx, active.organizationId, "support.tickets.open", [active.id]);
  if (allowed.length === 0) return "not_allowed";
  return (await operatorAsRequester(tx, active.id, active.organizationId)) ?? "nobody";
}

/** Hangs an e-mail's attachments on the comment it became, which also says what was left out. */
export async function attachKept(
  { tx, now }: Pick<Acting, "tx" | "now">,
  { id: ticketId, organizationId }: { id: string; organizationId: string },
  commentId: string,
  { files, leftOut }: MailFiles,
): Promise<void> {
  if (leftOut.length > 0)
    await tx.supportComment.update({
      where: { id: commentId },
      data: { leftOut: [...leftOut] },
      select: { id: true },
    });
  for (const { file, thumbnail } of files) {
    const fileId = await recordFile(tx, {
      ...file,
      thumbnail,
      purpose: "support-attachment",
      organizationId,
      createdById: null,
      now,
      expiresAt: null,
    });
    await tx.supportAttachment.create({
      data: { id: newId(), organizationId, ticketId, commentId, fileId, createdAt: now },
      select: { id: true },
    });
  }
}
