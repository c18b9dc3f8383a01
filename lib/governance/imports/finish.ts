import { z } from "zod";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { keptFile, recordFile, releaseFile } from "@/lib/governance/files/record";
import { importMachine } from "@/lib/governance/imports/machine";
import { type InboxParam, notify } from "@/lib/notifications/inbox/notify";

const select = {
  importer: true,
  organizationId: true,
  operatorId: true,
  fileId: true,
  dryRun: true,
  succeededRows: true,
  waitingRows: true,
  failedRows: true,
} as const;

async function read(tx: Tx, importId: string) {
  const row = await tx.import.findUnique({ where: { id: importId }, select });
  if (!row) throw notFound();
  return row;
}

const stateOf = (tx: Tx, importId: string) => async () => {
  const row = await tx.import.findUnique({ where: { id: importId }, select: { state: true } });
  return row && { state: row.state as keyof typeof importMachine.states };
};

type Row = Awaited<ReturnType<typeof read>>;

const tell = (tx: Tx, row: Row, message: string, params: Record<string, InboxParam>, now: Date) => {
  const resource = directory().resources.get(row.importer);
  return notify(tx, {
    operatorIds: [row.operatorId],
    message,
    params: {
      ...params,
      list: resource ? { key: `${resource.module}.resources.${resource.name}.label` } : row.importer,
    },
    href: "governance/imports",
    organizationId: row.organizationId,
    now,
  });
};

/** Ends an import all of whose rows were looked at. Only its job can, so it stands in no registry. */
export const completeImport = command({
  name: "imports.complete",
  permission: null,
  input: object({
    importId: id,
    file: keptFile,
    /** How long its files can be fetched. */
    keepHours: z.int().positive(),
  }),
  scope: bySystem(ofRow("import", (input) => input.importId)),
  async run({ input: { importId, file, keepHours }, tx, audit, now }) {
    const row = await read(tx, importId);
    const expiresAt = after(now, hours(keepHours));
    const resultFileId = await recordFile(tx, {
      ...file,
      purpose: "import-result",
      organizationId: row.organizationId,
      createdById: row.operatorId,
      now,
      expiresAt,
    });
    const state = await importMachine.move(
      "complete",
      ({ where, data }) =>
        tx.import.updateMany({
          where: { id: importId, ...where },
          data: { ...data, resultFileId, csv: null, finishedAt: now },
        }),
      stateOf(tx, importId),
    );
    if (row.fileId) await tx.storedFile.updateMany({ where: { id: row.fileId }, data: { expiresAt } });
    const { succeededRows: succeeded, waitingRows: waiting, failedRows: failed } = row;
    const done = waiting > 0 ? "import_waits" : "import_done";
    const message = row.dryRun ? "import_checked" : done;
    await tell(tx, row, `governance.inbox.${message}`, { succeeded, waiting, failed }, now);
    audit.target({ type: "imports", id: importId, label: row.importer });
    audit.change(null, { state, dryRun: row.dryRun, succeeded, waiting, failed });
    return { importId, state, resultFileId };
  },
});

/** Gives an import up and tells whoever asked why. The rows that are done stay done. */
export const failImport = command({
  name: "imports.fail",
  permission: null,
  input: object({ importId: id, error: z.string().max(1000) }),
  scope: bySystem(ofRow("import", (input) => input.importId)),
  async run({ input: { importId, error }, tx, audit, now }) {
    const row = await read(tx, importId);
    const state = await importMachine.move(
      "fail",
      ({ where, data }) =>
        tx.import.updateMany({
          where: { id: importId, ...where },
          data: { ...data, error, csv: null, finishedAt: now },
        }),
      stateOf(tx, importId),
    );
    await releaseFile(tx, row.fileId, now);
    await tell(tx, row, "governance.inbox.import_failed", { error }, now);
    audit.target({ type: "imports", id: importId, label: row.importer });
    audit.change(null, { state, error });
    return { importId, state };
  },
});
