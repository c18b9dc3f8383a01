import { Readable } from "node:stream";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { systemCaller } from "@/lib/core/system";
import { keepDocument } from "@/lib/governance/files/document";
import type { KeptFile } from "@/lib/governance/files/record";
import { setting } from "@/lib/settings/settings/read";
import { type MailFile, readMessage } from "@/lib/support/mail/message";
import { ReadMail, settleMail } from "@/lib/support/mail/settle";

/** Attachments of one e-mail that are kept. */
const mostFiles = 10;

/**
 * Takes on an e-mail that came in. Attachments go the way of every upload: pictures decoded and written anew, documents as
 * downloads only; what is neither is not kept.
 */
export async function handleMail(mailId: string): Promise<{ state: string; ticketId: string | null }> {
  const caller = await systemCaller("support-mail");
  const row = await prisma.incomingMail.findUniqueOrThrow({
    where: { id: mailId },
    select: { raw: true, state: true, ticketId: true },
  });
  if (row.state !== "received" || !row.raw) return { state: row.state, ticketId: row.ticketId };
  const { files, automatic, ...message } = await readMessage(row.raw);
  const kept = automatic ? [] : await keepFiles(files);
  try {
    const mail = { ...message, files: kept };
    const settled = await perform(settleMail, { mailId, read: new ReadMail(mail, automatic) }, caller);
    if (!settled.taken || settled.state !== "handled") await drop(kept);
    return { state: settled.state, ticketId: settled.ticketId };
  } catch (error) {
    await drop(kept);
    throw error;
  }
}

/** An e-mail that could not be taken on after several tries. */
export async function giveUpMail(mailId: string, error: Error): Promise<void> {
  const caller = await systemCaller("support-mail");
  await perform(settleMail, { mailId, error: error.message.slice(0, 1000) }, caller);
}

async function keepFiles(files: readonly MailFile[]): Promise<KeptFile[]> {
  const { maxUploadMegabytes } = await setting("files");
  const kept: KeptFile[] = [];
  try {
    for (const { name, content } of files.slice(0, mostFiles)) {
      const file = await keepDocument(name, Readable.from([content]), maxUploadMegabytes * 1024 * 1024).catch(
        (error: unknown) => {
          if (error instanceof AppError) return null;
          throw error;
        },
      );
      if (file) kept.push(file);
    }
  } catch (error) {
    await drop(kept);
    throw error;
  }
  return kept;
}

const drop = async (files: readonly KeptFile[]): Promise<void> => {
  for (const { storageKey } of files) await storage().delete(storageKey);
};
