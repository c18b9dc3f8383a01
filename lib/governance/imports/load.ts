import { z } from "zod";
import { type Caller, demand } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { type Translate, translator } from "@/lib/core/i18n/translate";
import { inOrganization, type Place } from "@/lib/core/scope";
import { absentCaller } from "@/lib/governance/auth/absent-caller";
import { type FileLayout, layoutOf } from "@/lib/governance/imports/header";
import { type Importer, importerNamed } from "@/lib/governance/imports/importer";
import { importMachine } from "@/lib/governance/imports/machine";
import { headOf, type ImportSource, sourceFrom } from "@/lib/governance/imports/source";

/** An import under way, with everything a step of its job needs. */
export type LoadedImport = {
  id: string;
  dryRun: boolean;
  importer: Importer;
  source: ImportSource;
  layout: FileLayout;
  /** Who asked for it, with the rights they have now. */
  caller: Caller;
  place: Place;
  t: Translate;
};

/** Thrown where an import turns out to be over: called off, most likely. */
export class ImportOver extends Error {}

const options = z.object({ parentId: z.string() });

/**
 * @throws ImportOver when it no longer runs; forbidden when its requester lost the right; not_found when its file is gone.
 */
export async function loadImport(importId: string): Promise<LoadedImport> {
  const row = await prisma.import.findUnique({
    where: { id: importId },
    select: {
      state: true,
      importer: true,
      operatorId: true,
      organizationId: true,
      tokenId: true,
      locale: true,
      dryRun: true,
      options: true,
      fileId: true,
      csv: true,
    },
  });
  if (!row || !importMachine.moves.start.from.includes(row.state as "queued")) throw new ImportOver();
  const importer = importerNamed(row.importer);
  const caller = await absentCaller(row);
  const [place] = await inOrganization(() => options.parse(row.options).parentId)(null, caller);
  if (!place) throw new ImportOver();
  demand(caller, importer.permission, place.path);
  const source = sourceFrom(row);
  return {
    id: importId,
    dryRun: row.dryRun,
    importer,
    source,
    layout: await layoutOf(importer, await headOf(source)),
    caller,
    place,
    t: await translator(caller.locale),
  };
}

export type ImportProgress = {
  totalRows?: number;
  processedRows?: number;
  succeededRows?: number;
  waitingRows?: number;
  failedRows?: number;
  warnedRows?: number;
};

/**
 * Says on the row how far the import is, without a command each time: it is bookkeeping, like a job's.
 * @throws ImportOver when it was called off.
 */
export async function noteProgress(importId: string, progress: ImportProgress): Promise<void> {
  const { count } = await prisma.import.updateMany({
    where: { id: importId, state: { in: [...importMachine.moves.start.from] } },
    data: { ...progress, state: importMachine.moves.start.to },
  });
  if (count === 0) throw new ImportOver();
}

/** The idempotency key of a row: whatever breaks off, no row is done twice. */
export const rowKey = (importId: string, row: number): string => `import:${importId}:${row}`;
