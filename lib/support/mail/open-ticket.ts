import { z } from "zod";
import { type Caller, demand } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import { mailFilesDue } from "@/lib/support/mail/attach";
import { type Message, readMessage } from "@/lib/support/mail/message";
import { subjectOf } from "@/lib/support/mail/place";
import { ticketPriorities, ticketTypes } from "@/lib/support/sla-policies/fields";
import {
  beginTicket,
  customerAsRequester,
  organizationAsRequester,
  type Requester,
} from "@/lib/support/support-tickets/begin";

/**
 * Makes a ticket from an e-mail that was put aside: staff say whose it is. Answers go to the address it came from, whatever
 * address the customer is known by, so that the conversation goes on. Its attachments follow a moment later.
 */
export const openMailTicket = command({
  name: "incoming-mails.open-ticket",
  permission: "support.tickets.open",
  input: object({
    mailId: id,
    /** Whose it is: a customer, or an organization itself. One of the two. */
    customerId: id.optional(),
    organizationId: id.optional(),
    type: z.enum(ticketTypes),
    priority: z.enum(ticketPriorities).default("normal"),
  }),
  scope: platformWide(),
  approvable: false,
  async run({ input: { mailId, customerId, organizationId, type, priority }, tx, caller, audit, emit, now }) {
    demand(caller, "support.mail.read");
    await tx.$queryRaw`select 1 from incoming_mail where id = ${mailId}::uuid for update`;
    const row = await tx.incomingMail.findUnique({
      where: { id: mailId },
      select: { state: true, raw: true },
    });
    if (!row) throw notFound();
    if (row.state !== "unknown" && row.state !== "failed") throw conflict("support.mail_not_aside");
    if (!row.raw) throw refused("support.mail_forgotten");
    const mail = await readMessage(row.raw).catch(() => null);
    if (!mail) throw refused("support.mail_unreadable");
    const requester = await requesterOf(tx, mail, { customerId, organizationId }, caller);
    const opened = await beginTicket(
      { tx, caller, audit, emit, now },
      {
        requester,
        channel: "email",
        type,
        priority,
        subject: subjectOf(mail),
        body: mail.text || mail.subject || mail.sender,
        messageId: mail.messageId,
        author: { id: null, name: mail.senderName || mail.sender },
      },
    );
    await tx.incomingMail.update({
      where: { id: mailId },
      data: {
        state: "handled",
        note: null,
        error: null,
        handledAt: now,
        organizationId: requester.organizationId,
        ticketId: opened.ticketId,
        commentId: opened.commentId,
      },
      select: { id: true },
    });
    if (mail.files.length > 0) emit(mailFilesDue, { mailId });
    return { mailId, ticketId: opened.ticketId, number: opened.number };
  },
});

async function requesterOf(
  tx: Tx,
  { sender, senderName }: Message,
  { customerId, organizationId }: { customerId?: string; organizationId?: string },
  caller: Caller,
): Promise<Requester> {
  if ((customerId === undefined) === (organizationId === undefined)) throw refused("support.mail_whose");
  if (customerId) {
    const customer = await customerAsRequester(tx, customerId);
    if (!customer) throw notFound();
    return { ...customer, email: sender };
  }
  if (!organizationId || (await tx.organization.count({ where: { id: organizationId } })) === 0)
    throw notFound();
  const organization = await organizationAsRequester(tx, organizationId, caller);
  return { ...organization, name: senderName || sender, email: sender };
}
