import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import { readMessage } from "@/lib/support/mail/message";
import { RawMail, receiveMail } from "@/lib/support/mail/receive";
import { faultOfSignature, mailSecrets, type Signed } from "@/lib/support/mail/signature";

/** Largest message taken, in bytes, attachments in base64 included. */
export const maxMailBytes = 25 * 1024 * 1024;

export type Intake = { accepted: true; duplicate: boolean } | { accepted: false; why: string };

/**
 * Takes in an e-mail from a mail server: believes its signature or nothing, keeps the message once, leaves the work to a durable
 * function.
 * @throws unavailable when no secret is set up, so that the mail server tries again later.
 */
export async function takeInMail(raw: Uint8Array, signed: Signed): Promise<Intake> {
  if (mailSecrets().length === 0) throw new AppError("unavailable", "support.no_incoming_mail");
  const fault = faultOfSignature(raw, signed, now());
  if (fault) return { accepted: false, why: fault };
  const message = await readMessage(raw).catch(() => null);
  if (!message) return { accepted: false, why: "not_a_message" };
  const { messageId, sender, senderName, subject } = message;
  const { duplicate } = await perform(
    receiveMail,
    {
      messageId: messageId.slice(0, 500),
      sender: sender.slice(0, 320),
      senderName,
      subject,
      raw: new RawMail(raw),
    },
    await systemCaller("support-mail"),
  );
  return { accepted: true, duplicate };
}
