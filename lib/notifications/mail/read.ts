import { type Caller, demand } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { onThisMachineOnly } from "@/lib/core/http/loopback";
import { withoutSecrets } from "@/lib/notifications/mail/secrets";

/**
 * One outgoing mail with its text. Links in it work only where this is somebody's own machine: elsewhere whoever reads the
 * mailbox could set other people's passwords.
 * @throws forbidden, not_found.
 */
export async function readMail(id: string, caller: Caller) {
  if (caller.scope.kind !== "all") throw notFound();
  demand(caller, "notifications.mail.read");
  const mail = await prisma.outgoingMail.findUnique({
    where: { id },
    select: {
      id: true,
      recipient: true,
      subject: true,
      text: true,
      state: true,
      attempts: true,
      error: true,
      createdAt: true,
      sentAt: true,
    },
  });
  if (!mail) throw notFound();
  const whole = mail.state === "kept" && onThisMachineOnly();
  return { ...mail, text: whole ? mail.text : withoutSecrets(mail.text), withoutSecrets: !whole };
}
