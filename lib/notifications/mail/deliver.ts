import { prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { mailTransport } from "@/lib/notifications/mail/transport";

export type Delivery = { outcome: "sent" } | { outcome: "kept" } | { outcome: "settled_before" };

/**
 * Hands one mail to the SMTP server. Its Message-ID is its own or made of its id, so that a mail that is handed over twice (the answer
 * was lost) is recognised as the same one. Without an SMTP server nothing is sent: the mail is kept to be looked at.
 * @throws Error when the server is down or refuses; with `responseCode` 5xx when it refuses for good.
 */
export async function deliverMail(mailId: string): Promise<Delivery> {
  const mail = await prisma.outgoingMail.findUniqueOrThrow({
    where: { id: mailId },
    select: {
      id: true,
      recipient: true,
      subject: true,
      text: true,
      state: true,
      messageId: true,
      inReplyTo: true,
      references: true,
      replyTo: true,
      automatic: true,
    },
  });
  if (mail.state !== "queued") return { outcome: "settled_before" };
  const transport = mailTransport();
  if (!transport) return { outcome: "kept" };
  await prisma.outgoingMail.update({
    where: { id: mailId },
    data: { attempts: { increment: 1 } },
    select: { id: true },
  });
  const { APP_URL, MAIL_FROM } = env();
  await transport.sendMail({
    from: MAIL_FROM,
    to: { name: "", address: mail.recipient },
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.messageId ?? `${mail.id}@${new URL(APP_URL).hostname}`}>`,
    ...(mail.inReplyTo ? { inReplyTo: `<${mail.inReplyTo}>` } : {}),
    ...(mail.references.length > 0 ? { references: mail.references.map((id) => `<${id}>`) } : {}),
    ...(mail.replyTo ? { replyTo: { name: "", address: mail.replyTo } } : {}),
    headers: mail.automatic ? { "Auto-Submitted": "auto-generated" } : {},
  });
  return { outcome: "sent" };
}

/** Whether an SMTP server refused for good, so that asking again is pointless (RFC 5321 4.2.1). */
export const refusedForGood = (error: unknown): boolean =>
  error instanceof Error &&
  "responseCode" in error &&
  typeof error.responseCode === "number" &&
  error.responseCode >= 500;
