import { z } from "zod";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";
import type { KeptDocument } from "@/lib/governance/files/document";
import { attachKept } from "@/lib/support/mail/place";

/** The event that has the attachments of an e-mail kept that staff made a ticket from. */
export const mailFilesDue = "incoming-mails/files-due";

/** Attachments that were kept, and the names of those that were not. Only the server makes one. */
export class AttachedFiles {
  constructor(
    readonly files: readonly KeptDocument[],
    readonly leftOut: readonly string[],
  ) {}
  toJSON() {
    return { files: this.files.map(({ file }) => file.name), leftOut: this.leftOut };
  }
}

/** Hangs an e-mail's attachments on the comment it became. Once only. */
export const attachMailFiles = command({
  name: "incoming-mails.attach-files",
  permission: null,
  input: object({ mailId: id, read: z.instanceof(AttachedFiles) }),
  scope: bySystem(platformWide()),
  async run({ input: { mailId, read }, tx, audit, now }) {
    await tx.$queryRaw`select 1 from incoming_mail where id = ${mailId}::uuid for update`;
    const row = await tx.incomingMail.findUnique({
      where: { id: mailId },
      select: {
        state: true,
        subject: true,
        sender: true,
        ticketId: true,
        commentId: true,
        organizationId: true,
      },
    });
    if (!row) throw notFound();
    audit.target({ type: "incoming-mails", id: mailId, label: row.subject || row.sender });
    const { ticketId, commentId, organizationId } = row;
    if (row.state !== "handled" || !ticketId || !commentId || !organizationId)
      return { mailId, taken: false };
    const done = await tx.supportComment.count({
      where: { id: commentId, OR: [{ attachments: { some: {} } }, { leftOut: { isEmpty: false } }] },
    });
    if (done > 0) return { mailId, taken: false };
    await attachKept({ tx, now }, { id: ticketId, organizationId }, commentId, read);
    return { mailId, taken: true };
  },
});
