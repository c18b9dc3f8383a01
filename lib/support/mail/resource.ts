import { kysely } from "@/lib/core/db";
import { column, platformScope, resource } from "@/lib/core/resource";

const states = {
  received: "progress",
  handled: "done",
  ignored: "over",
  unknown: "waiting",
  failed: "danger",
} as const;

/** Why an e-mail did not simply become the requester's words. */
const notes = {
  of_another: "waiting",
  auto_submitted: "over",
  bulk: "over",
  bounce: "over",
  own: "over",
  nobody: "waiting",
  several: "waiting",
  not_allowed: "waiting",
  too_many: "danger",
} as const;

/** E-mails that came in, and what became of them. Their text is in the ticket they went to. */
export const incomingMails = resource({
  name: "incoming-mails",
  module: "support",
  permission: "support.mail.read",
  scope: platformScope,
  from: () =>
    kysely
      .selectFrom("incoming_mail")
      .leftJoin("support_ticket", "support_ticket.id", "incoming_mail.ticket_id"),
  id: "incoming_mail.id",
  columns: {
    receivedAt: column.time("incoming_mail.received_at", { sort: true, filter: true }),
    sender: column.text("incoming_mail.sender", { search: true, filter: true, width: 240 }),
    subject: column.text("incoming_mail.subject", { search: true, link: true, width: 320 }),
    state: column.enum("incoming_mail.state", states),
    note: column.enum("incoming_mail.note", notes, { width: 170 }),
    ticket: column.code("support_ticket.number", { width: 120 }),
    error: column.text("incoming_mail.error", { width: 260, shown: false }),
    bytes: column.integer("incoming_mail.bytes", { shown: false }),
    messageId: column.code("incoming_mail.message_id", { shown: false, filter: true, exact: true }),
    ticketId: column.id("incoming_mail.ticket_id", { refersTo: "support-tickets" }),
    handledAt: column.time("incoming_mail.handled_at", { shown: false }),
  },
  defaultSort: "-receivedAt",
  title: "subject",
  subtitle: "sender",
  page: "support/incoming-mails/:id",
});
