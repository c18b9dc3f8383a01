import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { describeWhole, translator } from "@/lib/core/i18n/translate";
import { storage } from "@/lib/core/storage/current";
import { systemCaller } from "@/lib/core/system";
import { checkFile } from "@/lib/governance/imports/check-file";
import { doRows, type ImportCursor } from "@/lib/governance/imports/do-rows";
import { completeImport, failImport } from "@/lib/governance/imports/finish";
import { ImportOver, loadImport } from "@/lib/governance/imports/load";
import { writeResultFile } from "@/lib/governance/imports/result-file";
import { setting } from "@/lib/settings/settings/read";

/** What a step of an import's job leaves for the next: where the rows go on, nothing but the end, or that it is over. */
export type ImportStep = { next: ImportCursor } | { next: "finish" } | { next: "nothing" };

/** The first step: reads the whole file and finds everything that is wrong with it. */
export const beginImport = (importId: string): Promise<ImportStep> =>
  orFail(importId, async () => {
    const loaded = await loadImport(importId);
    await checkFile(loaded);
    if (loaded.dryRun) return { next: "finish" };
    return { next: { ...loaded.layout.start, processed: 0, succeeded: 0, waiting: 0, failed: 0 } };
  });

/** A step in the middle: some seconds' worth of rows. */
export const continueImport = (importId: string, cursor: ImportCursor): Promise<ImportStep> =>
  orFail(importId, async () => {
    const next = await doRows(await loadImport(importId), cursor);
    return { next: next ?? "finish" };
  });

/** The last step: the result file, and word to whoever asked. */
export const finishImport = (importId: string): Promise<ImportStep> =>
  orFail(importId, async () => {
    const loaded = await loadImport(importId);
    const [file, { expireHours }] = await Promise.all([writeResultFile(loaded), setting("exports")]);
    const input = { importId, file, keepHours: expireHours };
    await perform(completeImport, input, await systemCaller("run-import")).catch(async (error: unknown) => {
      // Called off in the last moment: nobody is going to ask for the file.
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
      await storage().delete(file.storageKey);
      throw new ImportOver();
    });
    return { next: "nothing" };
  });

/** Ends an import that is not going to succeed, and says why in the language of whoever asked for it. */
export async function giveUpImport(importId: string, reason: AppError): Promise<void> {
  const row = await prisma.import.findUnique({ where: { id: importId }, select: { locale: true } });
  const t = await translator(row?.locale === "zh" ? "zh" : "en");
  const error = describeWhole(reason, t).slice(0, 1000);
  await perform(failImport, { importId, error }, await systemCaller("run-import"));
}

/** A refusal ends the import; what may go away by itself is thrown, so that the step is tried again. */
async function orFail(importId: string, step: () => Promise<ImportStep>): Promise<ImportStep> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof ImportOver) return { next: "nothing" };
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await giveUpImport(importId, error);
    return { next: "nothing" };
  }
}
