import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import type { KeptDocument } from "@/lib/governance/files/document";
import { AttachedFiles, attachMailFiles } from "@/lib/support/mail/attach";
import { dropFiles, keepFiles } from "@/lib/support/mail/files";
import { readMessage } from "@/lib/support/mail/message";
import { ReadMail, settleMail } from "@/lib/support/mail/settle";

/** Takes on an e-mail that came in. */
export async function handleMail(mailId: string): Promise<{ state: string; ticketId: string | null }> {
  const caller = await systemCaller("support-mail");
  const row = await prisma.incomingMail.findUniqueOrThrow({
    where: { id: mailId },
    select: { raw: true, state: true, ticketId: true },
  });
  if (row.state !== "received" || !row.raw) return { state: row.state, ticketId: row.ticketId };
  const { files, automatic, ...message } = await readMessage(row.raw);
  const { kept, leftOut } = automatic ? { kept: [], leftOut: [] } : await keepFiles(files);
  const read = new ReadMail({ ...message, files: kept, leftOut }, automatic);
  const settled = await perform(settleMail, { mailId, read }, caller).catch(droppingIfRefused(kept));
  if (!settled.taken || settled.state !== "handled") await dropFiles(kept);
  return { state: settled.state, ticketId: settled.ticketId };
}

/**
 * Forgets what was kept where the command refused it. What broke off may have been recorded all the same; what was not is taken
 * for left over within a day.
 */
const droppingIfRefused =
  (kept: readonly KeptDocument[]) =>
  async (error: unknown): Promise<never> => {
    if (error instanceof AppError) await dropFiles(kept);
    throw error;
  };

/** An e-mail that could not be taken on after several tries. */
export async function giveUpMail(mailId: string, error: Error): Promise<void> {
  const caller = await systemCaller("support-mail");
  await perform(settleMail, { mailId, error: error.message.slice(0, 1000) }, caller);
}

/**
 * Keeps the attachments of an e-mail that staff made a ticket from, and hangs them on its comment. Doing it again changes nothing.
 * @returns how many were kept, and how many were not.
 */
export async function handleMailFiles(mailId: string): Promise<{ kept: number; leftOut: number }> {
  const { raw, state } = await prisma.incomingMail.findUniqueOrThrow({
    where: { id: mailId },
    select: { raw: true, state: true },
  });
  if (state !== "handled" || !raw) return { kept: 0, leftOut: 0 };
  const { files } = await readMessage(raw);
  const { kept, leftOut } = await keepFiles(files);
  const read = new AttachedFiles(kept, leftOut);
  const caller = await systemCaller("support-mail");
  const { taken } = await perform(attachMailFiles, { mailId, read }, caller).catch(droppingIfRefused(kept));
  if (taken) return { kept: kept.length, leftOut: leftOut.length };
  await dropFiles(kept);
  return { kept: 0, leftOut: 0 };
}
