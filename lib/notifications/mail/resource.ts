import { kysely } from "@/lib/core/db";
import { column, platformScope, resource } from "@/lib/core/resource";

/** E-mails on their way out. Their text is on the record's page only. */
export const outgoingMails = resource({
  name: "outgoing-mails",
  module: "notifications",
  permission: "notifications.mail.read",
  scope: platformScope,
  from: () =>
    kysely
      .selectFrom("outgoing_mail")
      .leftJoin("organization", "organization.id", "outgoing_mail.organization_id"),
  id: "outgoing_mail.id",
  columns: {
    createdAt: column.time("outgoing_mail.created_at", { sort: true, filter: true }),
    recipient: column.text("outgoing_mail.recipient", { search: true, filter: true, link: true, width: 240 }),
    subject: column.text("outgoing_mail.subject", { search: true, link: true, width: 320 }),
    state: column.enum("outgoing_mail.state", {
      queued: "progress",
      sent: "done",
      kept: "neutral",
      failed: "danger",
    }),
    organization: column.text("organization.name", { shown: false }),
    attempts: column.integer("outgoing_mail.attempts", { width: 90 }),
    error: column.text("outgoing_mail.error", { width: 280 }),
    sentAt: column.time("outgoing_mail.sent_at", { filter: true }),
  },
  defaultSort: "-createdAt",
  title: "subject",
  subtitle: "recipient",
  page: "notifications/mail/:id",
});
