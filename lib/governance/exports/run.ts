import { type Caller, may } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError, forbidden } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { storage } from "@/lib/core/storage/current";
import { keep } from "@/lib/core/storage/keep";
import { systemCaller } from "@/lib/core/system";
import { absentCaller } from "@/lib/governance/auth/absent-caller";
import { completeExport, failExport } from "@/lib/governance/exports/finish";
import { exportMachine } from "@/lib/governance/exports/machine";
import { expectedRows, exportFileName, openExport } from "@/lib/governance/exports/open";
import { setting } from "@/lib/settings/settings/read";

const select = {
  id: true,
  organizationId: true,
  operatorId: true,
  tokenId: true,
  resource: true,
  query: true,
  byteOrderMark: true,
  locale: true,
  state: true,
  createdAt: true,
} as const;

class Canceled extends Error {}

/** How often the row says how far it is, and asks whether anybody still wants it, in milliseconds. */
const progressEvery = 1000;

/**
 * Writes an export's file and hands it over. Begun again after a crash, it writes the whole file again in the place of the
 * first. Progress is noted on the row without a command each: it is bookkeeping, like a job's.
 * @returns the state the export ended in.
 * @throws whatever may go away by itself, so that the job is tried again.
 */
export async function runExport(exportId: string): Promise<string> {
  const row = await prisma.export.findUnique({ where: { id: exportId }, select });
  if (!row || !exportMachine.moves.start.from.includes(row.state)) return row?.state ?? "gone";
  try {
    return await write(row, await requester(row));
  } catch (error) {
    if (error instanceof Canceled) return "canceled";
    if (!(error instanceof AppError)) throw error;
    // A refusal stays one, however often it is asked.
    if (error.status >= 500) throw error;
    return giveUp(exportId, error);
  }
}

/** Ends an export that is not going to succeed, and says why in the language of whoever asked for it. */
export async function giveUp(exportId: string, reason: AppError): Promise<string> {
  const caller = await systemCaller("run-export");
  const row = await find(exportId);
  const t = await translator(row?.locale === "zh" ? "zh" : "en");
  const error = describeError(reason, t).slice(0, 1000);
  const { state } = await perform(failExport, { exportId, error }, caller);
  return state;
}

type Row = NonNullable<Awaited<ReturnType<typeof find>>>;
const find = (id: string) => prisma.export.findUnique({ where: { id }, select });

async function requester(row: Row): Promise<Caller> {
  const caller = await absentCaller(row);
  if (!may(caller, "governance.exports.create")) throw forbidden("governance.exports.create");
  return caller;
}

async function write(row: Row, caller: Caller): Promise<string> {
  const { expireHours } = await setting("exports");
  const expected = await expectedRows(row, caller);
  await note(row.id, { state: "running", startedAt: now(), rows: 0, expectedRows: expected.count });
  const copy = await openExport(row, caller);
  const ticking = setInterval(() => {
    note(row.id, { rows: copy.rows() }).catch((error: Error) => copy.content.destroy(error));
  }, progressEvery);
  try {
    // Its own id as the key: a second attempt takes the place of the first.
    const kept = await keep(row.id.replaceAll("-", ""), copy.content);
    const file = {
      ...kept,
      name: exportFileName(row.resource, row.createdAt),
      contentType: "text/csv",
    };
    const input = { exportId: row.id, file, rows: copy.rows(), keepHours: expireHours };
    await perform(completeExport, input, await systemCaller("run-export")).catch(async (error: unknown) => {
      // Called off in the last moment: nobody is going to ask for the file.
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
      await storage().delete(kept.storageKey);
      throw new Canceled();
    });
    return "completed";
  } finally {
    clearInterval(ticking);
  }
}

type Progress = { rows: number; state?: "running"; startedAt?: Date; expectedRows?: number };

async function note(id: string, progress: Progress): Promise<void> {
  const { count } = await prisma.export.updateMany({
    where: { id, state: { in: [...exportMachine.moves.start.from] } },
    data: progress,
  });
  if (count === 0) throw new Canceled();
}
