import { Readable } from "node:stream";
import { AppError } from "@/lib/core/errors";
import { dropDocument, type KeptDocument, keepWithThumbnail } from "@/lib/governance/files/document";
import { setting } from "@/lib/settings/settings/read";
import type { MailFile } from "@/lib/support/mail/message";

/** Attachments of one e-mail that are kept. */
const mostFiles = 10;

/** Names of attachments that are told of where they are not kept: a mail may have thousands. */
const mostNames = 30;

/**
 * Keeps an e-mail's attachments the way of every upload: pictures decoded and written anew, documents as downloads only.
 * @returns what was kept, and the names of what was not: neither a picture nor a PDF, too large or too many.
 */
export async function keepFiles(
  files: readonly MailFile[],
): Promise<{ kept: KeptDocument[]; leftOut: readonly string[] }> {
  const { maxUploadMegabytes } = await setting("files");
  const kept: KeptDocument[] = [];
  const leftOut: string[] = [];
  try {
    for (const { name, content } of files) {
      const file =
        kept.length < mostFiles
          ? await keepWithThumbnail(name, Readable.from([content]), maxUploadMegabytes * 1024 * 1024).catch(
              (error: unknown) => {
                if (error instanceof AppError) return null;
                throw error;
              },
            )
          : null;
      if (file) kept.push(file);
      else leftOut.push(name);
    }
  } catch (error) {
    await dropFiles(kept);
    throw error;
  }
  return { kept, leftOut: leftOut.slice(0, mostNames) };
}

/** Forgets what was kept of attachments that went nowhere. */
export async function dropFiles(files: readonly KeptDocument[]): Promise<void> {
  for (const file of files) await dropDocument(file);
}
