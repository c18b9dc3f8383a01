import { execute, executeTogether } from "@/lib/core/command";
import type { CsvPlace } from "@/lib/core/csv/read";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { describeError, describeFaults } from "@/lib/core/i18n/translate";
import { answersOf } from "@/lib/core/idempotency";
import { inBatches } from "@/lib/governance/imports/batches";
import { References, type WordedFault, worded } from "@/lib/governance/imports/check";
import type { NumberedRow } from "@/lib/governance/imports/importer";
import { type LoadedImport, noteProgress, rowKey } from "@/lib/governance/imports/load";
import { type ReadRow, readRows } from "@/lib/governance/imports/rows";
import { openSource } from "@/lib/governance/imports/source";

/** Where the rows go on, and how the ones before went. */
export type ImportCursor = CsvPlace & {
  processed: number;
  succeeded: number;
  waiting: number;
  failed: number;
};

const batchSize = 200;
/** Transactions under way at a time: each takes a connection, and others want some too. */
const atOnce = 4;
/** Rows in one transaction: a commit each would be most of the work. */
const together = 25;
/** After so long a step ends and says how far it came, so that a crash costs no more. Milliseconds. */
const stepTime = 15_000;

/**
 * Does rows from `cursor` on, each through the importer's command as the one who asked, until the file or a step's time is over.
 * Done again after a crash, it finds by their keys the rows that are done.
 * @returns where to go on, or null at the end of the file.
 * @throws ImportOver when it was called off; whatever may go away by itself.
 */
export async function doRows(loaded: LoadedImport, cursor: ImportCursor): Promise<ImportCursor | null> {
  const until = Date.now() + stepTime;
  const content = await openSource(loaded.source, cursor.offset);
  const rows = readRows(loaded.importer, loaded.layout, content, {
    from: cursor,
    locale: loaded.caller.locale,
  });
  let at = cursor;
  for await (const batch of inBatches(rows, batchSize)) {
    const { failed, waiting } = await doBatch(loaded, batch);
    const last = batch.at(-1)!;
    at = {
      row: last.row,
      offset: last.end,
      processed: at.processed + batch.length,
      succeeded: at.succeeded + batch.length - failed - waiting,
      waiting: at.waiting + waiting,
      failed: at.failed + failed,
    };
    await noteProgress(loaded.id, {
      processedRows: at.processed,
      succeededRows: at.succeeded,
      waitingRows: at.waiting,
      failedRows: at.failed,
    });
    if (Date.now() > until) return at;
  }
  return null;
}

/** @returns how many rows of the batch failed, and how many wait for an approval. */
async function doBatch(
  loaded: LoadedImport,
  batch: ReadRow[],
): Promise<Pick<ImportCursor, "failed" | "waiting">> {
  const { id, importer, caller, t } = loaded;
  const [known, done] = await Promise.all([
    prisma.importRowError.findMany({
      where: { importId: id, warning: false, row: { gte: batch[0]!.row, lte: batch.at(-1)!.row } },
      select: { row: true },
      distinct: ["row"],
    }),
    answersOf(
      prisma,
      caller,
      batch.map(({ row }) => rowKey(id, row)),
    ),
  ]);
  const waits = new Set([...done].filter(([, answer]) => answer.waits).map(([key]) => key));
  const failed = new Set(known.map(({ row }) => row).filter((row) => !done.has(rowKey(id, row))));
  const references = new References(importer);
  let left = batch.flatMap(({ row, result }) =>
    "valid" in result && !failed.has(row) && !done.has(rowKey(id, row)) ? [result.valid] : [],
  );
  for (const entry of left) references.add(entry);

  const fail = async (entry: NumberedRow<unknown>, faults: WordedFault[]): Promise<void> => {
    failed.add(entry.row);
    await prisma.importRowError.createMany({
      data: faults.map((fault) => ({ importId: id, row: entry.row, ...fault })),
      skipDuplicates: true,
    });
  };

  // A row that belongs below another of the same batch waits for the next round.
  while (left.length > 0) {
    const prepared = await importer.prepare(left, {
      caller,
      place: loaded.place,
      earlier: references.find,
    });
    const waiting: NumberedRow<unknown>[] = [];
    const ready: ReadyRow[] = [];
    for (const [index, outcome] of prepared.entries()) {
      const entry = left[index]!;
      if ("waitsFor" in outcome) waiting.push(entry);
      else if ("input" in outcome) ready.push({ entry, input: outcome.input });
      else
        await fail(
          entry,
          outcome.faults.map((fault) => worded(fault, t)),
        );
    }
    await atATime(atOnce, groupsOf(ready, together), async (group) => {
      if (await doGroup(loaded, group)) return;
      for (const { entry, input } of group) {
        const outcome = await doRow(loaded, entry, input);
        if (outcome === "waiting") waits.add(rowKey(id, entry.row));
        else if (outcome !== "done") await fail(entry, outcome);
      }
    });
    for (const entry of left) if (!waiting.includes(entry)) references.remove(entry);
    left = waiting;
  }
  return { failed: failed.size, waiting: waits.size };
}

type ReadyRow = { entry: NumberedRow<unknown>; input: unknown };

/** Does rows in one transaction. @returns false when one of them would not go through; then none has. */
async function doGroup({ id, importer, caller }: LoadedImport, group: ReadyRow[]): Promise<boolean> {
  const calls = group.map(({ entry, input }) => ({ input, idempotencyKey: rowKey(id, entry.row) }));
  try {
    return await executeTogether(importer.command, calls, caller);
  } catch (error) {
    // Which one it was shows when they are done one by one.
    if (error instanceof AppError && error.status < 500) return false;
    throw error;
  }
}

/** @returns whether the row is done or waits for an approval, or what the command has against it. */
async function doRow(
  { id, importer, caller, t }: LoadedImport,
  { row, cells }: NumberedRow<unknown>,
  input: unknown,
): Promise<"done" | "waiting" | WordedFault[]> {
  try {
    const outcome = await execute(importer.command, input, { ...caller, idempotencyKey: rowKey(id, row) });
    return outcome.status;
  } catch (error) {
    // An outage is no fault of the row.
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const fields = describeFaults(error.details.fields ?? [], t);
    return fields.length > 0
      ? fields.map(({ path, message }) => ({ field: path, value: cells[path] ?? "", message }))
      : [{ field: "", value: "", message: describeError(error, t) }];
  }
}

const groupsOf = <T>(items: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

async function atATime<T>(count: number, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
