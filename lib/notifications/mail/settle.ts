import { z } from "zod";
import { command, requireSystem } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { withoutSecrets } from "@/lib/notifications/mail/secrets";

/**
 * Notes what became of a mail: sent, kept because there is no SMTP server, or failed for good. Secrets of a mail that left are
 * forgotten. The row itself is the record, so this is counted and not audited.
 */
export const settleMail = command({
  name: "outgoing-mails.settle",
  permission: null,
  kind: "traffic",
  input: object({
    mailId: id,
    outcome: z.enum(["sent", "kept", "failed"]),
    error: z.string().max(1000).optional(),
  }),
  scope: ofRow("outgoing_mail", (input) => input.mailId),
  async run({ input, tx, caller, emit, now }) {
    requireSystem(caller);
    const mail = await tx.outgoingMail.findUnique({
      where: { id: input.mailId },
      select: { text: true, state: true, settledEvent: true },
    });
    if (!mail) throw notFound();
    if (mail.state !== "queued") return { mailId: input.mailId, state: mail.state };
    await tx.outgoingMail.update({
      where: { id: input.mailId },
      data: {
        state: input.outcome,
        error: input.error ?? null,
        sentAt: input.outcome === "sent" ? now : null,
        text: input.outcome === "kept" ? mail.text : withoutSecrets(mail.text),
      },
      select: { id: true },
    });
    if (mail.settledEvent) emit(mail.settledEvent, input);
    return { mailId: input.mailId, state: input.outcome };
  },
});
