import { Readable } from "node:stream";
import type { Caller } from "@/lib/core/caller";
import { after, hours, now } from "@/lib/core/clock";
import { execute } from "@/lib/core/command";
import type { CsvCopy } from "@/lib/core/csv/copy";
import { prisma } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import type { ListQuery } from "@/lib/core/resource/description";
import { createStreamedExport } from "@/lib/governance/exports/create";
import { exportMachine } from "@/lib/governance/exports/machine";
import { expectedRows, exportFileName, openExport } from "@/lib/governance/exports/open";
import { setting } from "@/lib/settings/settings/read";

export type StreamedExport =
  | { status: "streaming"; exportId: string; name: string; content: Readable }
  | { status: "waiting"; approvalId: string; number: string };

/** Whether a list is short enough to be written while the reader waits (setting `exports.streamLimit`). */
export async function fitsStream(resource: string, query: ListQuery, caller: Caller): Promise<boolean> {
  const [{ count }, { streamLimit }] = await Promise.all([
    expectedRows({ resource, query }, caller),
    setting("exports"),
  ]);
  return count <= streamLimit;
}

/**
 * Writes a short list at once. It leaves the same row and the same audit entry as a long one.
 * @throws rule_violation when it is too long, and whatever `exports.create` throws.
 */
export async function streamExport(
  resource: string,
  { filters, q, sort, columns }: ListQuery,
  { byteOrderMark }: { byteOrderMark: boolean },
  caller: Caller,
): Promise<StreamedExport> {
  const query = { filters, q, sort, columns };
  if (!(await fitsStream(resource, query, caller)))
    throw refused("governance.export_too_long", { limit: (await setting("exports")).streamLimit });
  const outcome = await execute(createStreamedExport, { resource, query, byteOrderMark }, caller);
  if (outcome.status === "waiting") return outcome;
  const { exportId } = outcome.data;
  try {
    const copy = await openExport({ id: exportId, resource, query, byteOrderMark }, caller);
    return {
      status: "streaming",
      exportId,
      name: exportFileName(resource, now()),
      content: Readable.from(settling(exportId, copy), { objectMode: false }),
    };
  } catch (error) {
    await settle(exportId, "fail", 0);
    throw error;
  }
}

/** Passes the file on and notes on the row how it ended: read to its end, or broken off. */
async function* settling(exportId: string, copy: CsvCopy): AsyncGenerator<Buffer> {
  let whole = false;
  try {
    for await (const chunk of copy.content) yield chunk as Buffer;
    whole = true;
  } finally {
    await settle(exportId, whole ? "complete" : "fail", copy.rows());
  }
}

async function settle(exportId: string, move: "complete" | "fail", rows: number): Promise<void> {
  const { from, to } = exportMachine.moves[move];
  await prisma.export.updateMany({
    where: { id: exportId, state: { in: [...from] } },
    data: { state: to, rows, finishedAt: now() },
  });
}

/** A list is sent within minutes; a row that still says so after this long lost the process that sent it. */
const longestSending = hours(1);

/**
 * Says failed of short exports whose process died while it sent them: no job is behind them that would.
 * @returns how many there were.
 */
export async function failBrokenOff(): Promise<number> {
  const { from, to } = exportMachine.moves.fail;
  const rows = await prisma.export.findMany({
    where: { state: "running", createdAt: { lt: after(now(), -longestSending) } },
    select: { id: true, createdAt: true, startedAt: true },
  });
  // One that a job writes began some time after it was asked for.
  const sent = rows.filter(({ createdAt, startedAt }) => createdAt.getTime() === startedAt?.getTime());
  const { count } = await prisma.export.updateMany({
    where: { id: { in: sent.map(({ id }) => id) }, state: { in: [...from] } },
    data: { state: to, finishedAt: now() },
  });
  return count;
}
