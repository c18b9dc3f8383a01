import { z } from "zod";
import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains, inOrganization } from "@/lib/core/scope";

/**
 * How an import is getting on, for its own page: also for whoever asked for it and may not see those of others.
 * @throws not_found
 */
export async function readImport(importId: string, caller: Caller) {
  const row = z.guid().safeParse(importId).success
    ? await prisma.import.findUnique({
        where: { id: importId },
        select: {
          id: true,
          organizationId: true,
          operatorId: true,
          importer: true,
          state: true,
          dryRun: true,
          totalRows: true,
          processedRows: true,
          succeededRows: true,
          waitingRows: true,
          failedRows: true,
          warnedRows: true,
          error: true,
          options: true,
          fileId: true,
          resultFileId: true,
          createdAt: true,
          finishedAt: true,
          operator: { select: { name: true } },
        },
      })
    : null;
  if (!row) throw notFound();
  const [place] = await inOrganization(() => row.organizationId)(null, caller);
  const visible = place && contains(caller.scope, place.path);
  const allowed =
    row.operatorId === operatorOf(caller) || may(caller, "governance.imports.read", place?.path);
  if (!visible || !allowed) throw notFound();
  const { options, operator, ...rest } = row;
  const { parentId = row.organizationId } = z
    .object({ parentId: z.string().optional() })
    .catch({})
    .parse(options);
  const [parent, file, twin] = await Promise.all([
    prisma.organization.findUnique({ where: { id: parentId }, select: { name: true } }),
    row.fileId ? prisma.storedFile.findUnique({ where: { id: row.fileId }, select: { name: true } }) : null,
    row.fileId
      ? prisma.import.findFirst({
          where: { fileId: row.fileId, operatorId: row.operatorId, dryRun: !row.dryRun },
          orderBy: { createdAt: "desc" },
          select: { id: true, createdAt: true },
        })
      : null,
  ]);
  return {
    ...rest,
    operator: operator.name,
    parentId,
    parent: parent?.name ?? parentId,
    file: file?.name ?? null,
    /** The last check of the same file for an import, the last import of it for a check. */
    twin,
  };
}

/**
 * What is wrong with an import's rows, or with `warnings` what may be, in the order of the file.
 * @param from the row to begin with; a page goes on behind the last row of the one before.
 * @throws not_found
 */
export async function readRowErrors(
  importId: string,
  { from = 0, limit = 100, warnings = false }: { from?: number; limit?: number; warnings?: boolean },
  caller: Caller,
) {
  await readImport(importId, caller);
  return prisma.importRowError.findMany({
    where: { importId, warning: warnings, row: { gte: from } },
    orderBy: [{ row: "asc" }, { field: "asc" }],
    take: limit,
    select: { row: true, field: true, message: true, value: true },
  });
}
