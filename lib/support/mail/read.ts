import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import { record } from "@/lib/core/resource/list";
import { readMessage } from "@/lib/support/mail/message";
import { incomingMails } from "@/lib/support/mail/resource";

/**
 * An e-mail that came in: its columns, and while the message is kept all of its words and the names of its attachments.
 * @returns `message` null where it is kept no more or cannot be read.
 * @throws not_found; forbidden without `support.mail.read`.
 */
export async function readIncomingMail(id: string, caller: Caller) {
  await requireSwitchedOn(incomingMails, caller);
  const columns = await record(incomingMails, id, caller);
  const row = await prisma.incomingMail.findUnique({
    where: { id },
    select: { raw: true, senderName: true },
  });
  if (!row) throw notFound();
  const message = row.raw ? await readMessage(row.raw).catch(() => null) : null;
  return {
    columns,
    senderName: row.senderName,
    kept: row.raw !== null,
    message: message && { text: message.whole, files: message.files.map(({ name }) => name) },
  };
}
