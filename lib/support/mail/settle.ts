import { z } from "zod";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, platformPlace, platformWide } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";
import { setting } from "@/lib/settings/settings/read";
import type { Message } from "@/lib/support/mail/message";
import { type MailToPlace, type Placed, placeMail } from "@/lib/support/mail/place";
import { queueStaff } from "@/lib/support/support-tickets/tell";

/** An e-mail that was read, its attachments kept. Only the server makes one: nothing that arrives as JSON is. */
export class ReadMail {
  constructor(
    readonly mail: MailToPlace,
    readonly automatic: Message["automatic"],
  ) {}
  toJSON() {
    return { messageId: this.mail.messageId };
  }
}

/**
 * Ends the way of an e-mail that came in: in a ticket, ignored because a machine wrote it, put aside because nobody known did, or
 * failed. Whoever comes second changes nothing.
 */
export const settleMail = command({
  name: "incoming-mails.settle",
  permission: null,
  input: object({
    mailId: id,
    read: z.instanceof(ReadMail).optional(),
    /** Why it could not be taken on. */
    error: z.string().max(1000).optional(),
  }),
  scope: bySystem(platformWide()),
  async run({ input: { mailId, read, error }, tx, caller, audit, emit, now }) {
    await tx.$queryRaw`select 1 from incoming_mail where id = ${mailId}::uuid for update`;
    const row = await tx.incomingMail.findUnique({
      where: { id: mailId },
      select: { state: true, sender: true, subject: true, ticketId: true },
    });
    if (!row) throw notFound();
    audit.target({ type: "incoming-mails", id: mailId, label: row.subject || row.sender });
    if (row.state !== "received") return { mailId, state: row.state, ticketId: row.ticketId, taken: false };
    const run = { tx, caller, audit, emit, now };
    const end: Placed | { state: "ignored" | "failed"; note: string | null } = !read
      ? { state: "failed", note: null }
      : read.automatic
        ? { state: "ignored", note: read.automatic }
        : (await tooMany(row.sender))
          ? { state: "unknown", note: "too_many" }
          : await placeMail(run, read.mail);
    const ticketId = end.state === "handled" ? end.ticketId : null;
    await tx.incomingMail.update({
      where: { id: mailId },
      data: {
        state: end.state,
        note: end.note,
        error: error ?? null,
        attempts: { increment: 1 },
        handledAt: now,
        ...(end.state === "handled" ? place(end) : {}),
        ...(end.state === "ignored" ? { raw: null } : {}),
      },
      select: { id: true },
    });
    if (end.state === "unknown" || end.state === "failed") {
      const root = await platformPlace();
      await notify(tx, {
        operatorIds: (await queueStaff(tx, root.organizationId)).map((staff) => staff.id),
        message: "support.inbox.mail_unknown",
        params: { sender: row.sender, subject: row.subject },
        href: "support/incoming-mails",
        organizationId: root.organizationId,
        now,
      });
    }
    return { mailId, state: end.state, ticketId, taken: true };

    async function tooMany(sender: string): Promise<boolean> {
      const { mailsPerSender } = await setting("support", tx);
      const since = after(now, -hours(1));
      const count = await tx.incomingMail.count({ where: { sender, receivedAt: { gt: since } } });
      return count > mailsPerSender;
    }
  },
});

const place = ({ organizationId, ticketId, commentId }: Extract<Placed, { state: "handled" }>) => ({
  organizationId,
  ticketId,
  commentId,
});
