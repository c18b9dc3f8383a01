import { type Caller, demand, may } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { onThisMachineOnly } from "@/lib/core/http/loopback";
import { withoutSecrets } from "@/lib/notifications/mail/secrets";

/**
 * One outgoing mail with its text. A link in it lets in whoever has it: whoever reads the mailbox could set other people's
 * passwords, a super admin's too. So links are whole only on somebody's own machine, where nothing is sent, and only for those
 * with `notifications.mail.open-links`.
 * @returns `withoutSecrets`: whether the secret parts of links are left out of the text.
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
  const whole = mail.state === "kept" && onThisMachineOnly() && may(caller, "notifications.mail.open-links");
  return { ...mail, text: whole ? mail.text : withoutSecrets(mail.text), withoutSecrets: !whole };
}
