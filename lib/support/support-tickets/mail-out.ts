import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { translator } from "@/lib/core/i18n/translator";
import { type MailThread, queueMail } from "@/lib/notifications/mail/send";
import { commentMessageId, replyAddress, ticketMessageId } from "@/lib/support/mail/addresses";
import { ratingLink } from "@/lib/support/support-tickets/rating-link";

type Ticket = { id: string; number: string; subject: string; organizationId: string; threadKey: string };

/** So many of the messages before it an e-mail names; mail programs need the first and the last few. */
const namedReferences = 10;

/** The subject of every e-mail of a ticket: programs without threads keep them together by it. */
const subjectOf = ({ number, subject }: Ticket, answer: boolean): string =>
  `${answer ? "Re: " : ""}[${number}] ${subject}`;

/**
 * Tells the requester that their ticket has been opened, where they have an address. Begins the conversation, or answers the
 * e-mail they wrote.
 */
export async function mailReceipt(
  tx: Tx,
  ticket: Ticket & {
    requester: { name: string; email: string | null; locale: "en" | "zh" };
    messageId: string | null;
  },
  now: Date,
): Promise<void> {
  const { requester, number, subject, threadKey, messageId, organizationId } = ticket;
  if (!requester.email) return;
  const t = await translator(requester.locale, "support.mail.opened");
  const replyTo = replyAddress(threadKey);
  await queueMail(tx, {
    to: requester.email,
    subject: subjectOf(ticket, messageId !== null),
    text: t(replyTo ? "text" : "text_no_reply", { name: requester.name, number, subject }),
    organizationId,
    thread: {
      messageId: ticketMessageId(threadKey),
      inReplyTo: messageId,
      references: messageId ? [messageId] : [],
      replyTo,
    },
    now,
  });
}

/** How a ticket's requester is reached; null where they have no address. */
async function recipient(tx: Tx, ticketId: string) {
  const row = await tx.supportTicket.findUniqueOrThrow({
    where: { id: ticketId },
    select: {
      requesterName: true,
      requesterEmail: true,
      requesterId: true,
      customer: { select: { locale: true } },
      requester: { select: { locale: true } },
    },
  });
  const locale: "en" | "zh" = (row.customer ?? row.requester)?.locale === "zh" ? "zh" : "en";
  const { requesterName: name, requesterEmail: email, requesterId } = row;
  return email ? { name, email, locale, requesterId } : null;
}

/** Everything an e-mail of a ticket says about where in the conversation it stands. */
async function threadOf(tx: Tx, { id, threadKey }: Ticket, messageId: string): Promise<MailThread> {
  const before = await tx.supportComment.findMany({
    where: { ticketId: id, kind: "public", messageId: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: namedReferences,
    select: { messageId: true },
  });
  const earlier = before.flatMap(({ messageId: one }) => (one && one !== messageId ? [one] : [])).reverse();
  const references = [ticketMessageId(threadKey), ...earlier];
  return { messageId, inReplyTo: references.at(-1), references, replyTo: replyAddress(threadKey) };
}

/**
 * Sends a public comment of staff to the requester, in the ticket's conversation, under an id of its own that the comment keeps.
 * Never call it with an internal one: what it is given leaves the house.
 */
export async function mailComment(
  tx: Tx,
  ticket: Ticket,
  comment: { id: string; body: string; authorName: string },
  now: Date,
): Promise<void> {
  const to = await recipient(tx, ticket.id);
  if (!to) return;
  const messageId = commentMessageId(ticket.threadKey, comment.id);
  const thread = await threadOf(tx, ticket, messageId);
  // The condition is the last guard: an internal comment has no message.
  const { count } = await tx.supportComment.updateMany({
    where: { id: comment.id, ticketId: ticket.id, kind: "public" },
    data: { messageId },
  });
  if (count === 0) throw new Error("Only a public comment is mailed.");
  const files = await tx.supportAttachment.count({ where: { commentId: comment.id } });
  const t = await translator(to.locale, "support.mail.comment");
  await queueMail(tx, {
    to: to.email,
    subject: subjectOf(ticket, true),
    text: t("text", {
      body: comment.body,
      author: comment.authorName,
      number: ticket.number,
      files,
      link: to.requesterId ? linkTo(ticket.id) : "none",
    }),
    organizationId: ticket.organizationId,
    thread: { ...thread, byPerson: true },
    now,
  });
}

/** Tells the requester that their ticket counts as resolved, and asks how it was. */
export async function mailResolved(tx: Tx, ticket: Ticket, reopenDays: number, now: Date): Promise<void> {
  const to = await recipient(tx, ticket.id);
  if (!to) return;
  const t = await translator(to.locale, "support.mail.resolved");
  const messageId = `resolved.${now.getTime()}.${ticket.threadKey}@${ticketMessageId(ticket.threadKey).split("@")[1]}`;
  await queueMail(tx, {
    to: to.email,
    subject: subjectOf(ticket, true),
    text: t("text", {
      name: to.name,
      number: ticket.number,
      days: reopenDays,
      link: to.requesterId ? linkTo(ticket.id) : ratingLink(ticket.id),
    }),
    organizationId: ticket.organizationId,
    thread: await threadOf(tx, ticket, messageId),
    now,
  });
}

const linkTo = (ticketId: string): string => `${env().APP_URL}/tenant/support/support-tickets/${ticketId}`;
