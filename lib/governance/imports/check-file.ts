import { prisma } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { inBatches } from "@/lib/governance/imports/batches";
import { fileChecker } from "@/lib/governance/imports/check";
import { type LoadedImport, noteProgress } from "@/lib/governance/imports/load";
import { readRows } from "@/lib/governance/imports/rows";
import { openSource } from "@/lib/governance/imports/source";

const batchSize = 500;

/** More would not fit the memory that finding duplicates takes. */
export const mostRows = 500_000;

/**
 * Reads the whole file once and writes down everything that is wrong with its rows, and what may be. Begun again, it starts
 * over.
 * @returns how many rows it has and how many of them are faulty.
 * @throws rule_violation when it is no CSV throughout or has too many rows; ImportOver.
 */
export async function checkFile({
  id,
  dryRun,
  importer,
  source,
  layout,
  caller,
  place,
  t,
}: LoadedImport): Promise<{ rows: number; faulty: number }> {
  await prisma.importRowError.deleteMany({ where: { importId: id } });
  const check = fileChecker(importer, { caller, place, t });
  const content = await openSource(source, layout.start.offset);
  let [rows, faulty, warned] = [0, 0, 0];
  for await (const batch of inBatches(
    readRows(importer, layout, content, { locale: caller.locale }),
    batchSize,
  )) {
    const checked = await check(batch);
    const found = checked.flatMap(({ row, faults, warnings }) => [
      ...faults.map((fault) => ({ importId: id, row, ...fault })),
      ...warnings.map((warning) => ({ importId: id, row, warning: true, ...warning })),
    ]);
    // One fault a cell: the table tells them apart by it.
    await prisma.importRowError.createMany({ data: found, skipDuplicates: true });
    rows += batch.length;
    faulty += checked.filter((entry) => entry.faults.length > 0).length;
    warned += checked.filter((entry) => entry.warnings.length > 0).length;
    if (rows > mostRows) throw refused("governance.too_many_rows", { most: mostRows });
    await noteProgress(id, {
      totalRows: rows,
      warnedRows: warned,
      ...(dryRun ? { processedRows: rows, succeededRows: rows - faulty, failedRows: faulty } : {}),
    });
  }
  if (rows === 0) throw refused("governance.no_rows");
  return { rows, faulty };
}
