import { Readable } from "node:stream";
import type { Approval } from "@/lib/core/approval";
import { csvLine } from "@/lib/core/csv/write";
import { prisma } from "@/lib/core/db";
import { answersOf, type KeptAnswer } from "@/lib/core/idempotency";
import { keep } from "@/lib/core/storage/keep";
import type { KeptFile } from "@/lib/governance/files/record";
import { inBatches } from "@/lib/governance/imports/batches";
import { type LoadedImport, rowKey } from "@/lib/governance/imports/load";
import { type ReadRow, readRows } from "@/lib/governance/imports/rows";
import { openSource } from "@/lib/governance/imports/source";

const batchSize = 1000;

/**
 * Writes what became of each row: its number, state (created, waiting, failed, valid), what it made, what was wrong, what may
 * have been, and the cells as they were.
 */
export async function writeResultFile(loaded: LoadedImport): Promise<KeptFile> {
  // Its own id as the key: a second attempt takes the place of the first.
  const kept = await keep(
    loaded.id.replaceAll("-", ""),
    Readable.from(resultLines(loaded), { objectMode: false }),
  );
  const kind = loaded.dryRun ? "check" : "import";
  return { ...kept, name: `${loaded.importer.name}-${kind}-result.csv`, contentType: "text/csv" };
}

async function* resultLines(loaded: LoadedImport): AsyncGenerator<Buffer> {
  const { importer, layout, source, caller } = loaded;
  yield Buffer.from(csvLine(["row", "state", "id", "number", "error", "warning", ...layout.columns]));
  const content = await openSource(source, layout.start.offset);
  const rows = readRows(importer, layout, content, { locale: caller.locale });
  for await (const batch of inBatches(rows, batchSize))
    yield Buffer.from((await resultsOf(loaded, batch)).join(""));
}

async function resultsOf(
  { id, dryRun, importer, layout, caller }: LoadedImport,
  batch: ReadRow[],
): Promise<string[]> {
  const [errors, answers] = await Promise.all([
    prisma.importRowError.findMany({
      // The key has them apart: each is looked up by itself.
      where: {
        OR: [false, true].map((warning) => ({
          importId: id,
          warning,
          row: { gte: batch[0]!.row, lte: batch.at(-1)!.row },
        })),
      },
      select: { row: true, field: true, message: true, warning: true },
    }),
    dryRun
      ? new Map<string, KeptAnswer>()
      : answersOf(
          prisma,
          caller,
          batch.map(({ row }) => rowKey(id, row)),
        ),
  ]);
  return batch.map(({ row, cells }) => {
    const answer = answers.get(rowKey(id, row));
    const said = (warning: boolean) =>
      errors
        .filter((entry) => entry.row === row && entry.warning === warning)
        .map(({ field, message }) => (field ? `${field}: ${message}` : message))
        .join("; ");
    const error = said(false);
    const asSent = layout.columns.map((_, index) => cells[index] ?? "");
    return csvLine([row, ...outcome(answer, error), error, said(true), ...asSent]);
  });

  function outcome(answer: KeptAnswer | undefined, error: string): [string, string, string] {
    if (answer === undefined) return [error ? "failed" : dryRun ? "valid" : "skipped", "", ""];
    if (answer.waits) {
      const { approvalId, number } = answer.result as Approval;
      return ["waiting", approvalId, number];
    }
    const made = importer.made(answer.result);
    return ["created", made.id, made.number ?? ""];
  }
}
