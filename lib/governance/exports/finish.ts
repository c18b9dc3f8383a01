import { z } from "zod";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { exportMachine } from "@/lib/governance/exports/machine";
import { keptFile, recordFile } from "@/lib/governance/files/record";
import { type InboxParam, notify } from "@/lib/notifications/inbox/notify";

const page = "governance/exports";

const listLabel = (name: string): InboxParam => {
  const resource = directory().resources.get(name);
  return resource ? { key: `${resource.module}.resources.${name}.label` } : name;
};

async function read(tx: Tx, exportId: string) {
  const row = await tx.export.findUnique({
    where: { id: exportId },
    select: { resource: true, organizationId: true, operatorId: true, state: true },
  });
  if (!row) throw notFound();
  return row;
}

/** Hands a written list over to whoever asked for it. Only the job that wrote it can, so it stands in no registry. */
export const completeExport = command({
  name: "exports.complete",
  permission: null,
  input: object({
    exportId: id,
    file: keptFile,
    rows: z.int().min(0),
    /** How long it can be fetched. */
    keepHours: z.int().positive(),
  }),
  scope: bySystem(ofRow("export", (input) => input.exportId)),
  async run({ input: { exportId, file, rows, keepHours }, tx, audit, now }) {
    const row = await read(tx, exportId);
    const expiresAt = after(now, hours(keepHours));
    const fileId = await recordFile(tx, {
      ...file,
      purpose: "export",
      organizationId: row.organizationId,
      createdById: row.operatorId,
      now,
      expiresAt,
    });
    const state = await exportMachine.move(
      "complete",
      ({ where, data }) =>
        tx.export.updateMany({
          where: { id: exportId, ...where },
          data: { ...data, fileId, rows, finishedAt: now, expiresAt },
        }),
      () => read(tx, exportId),
    );
    await notify(tx, {
      operatorIds: [row.operatorId],
      message: "governance.inbox.export_ready",
      params: { list: listLabel(row.resource), rows },
      href: page,
      organizationId: row.organizationId,
      now,
    });
    audit.target({ type: "exports", id: exportId, label: row.resource });
    audit.change({ state: row.state }, { state, rows, bytes: file.bytes, expiresAt });
    return { exportId, fileId };
  },
});

/** Gives an export up and tells whoever asked why. */
export const failExport = command({
  name: "exports.fail",
  permission: null,
  input: object({ exportId: id, error: z.string().max(1000) }),
  scope: bySystem(ofRow("export", (input) => input.exportId)),
  async run({ input: { exportId, error }, tx, audit, now }) {
    const row = await read(tx, exportId);
    const state = await exportMachine.move(
      "fail",
      ({ where, data }) =>
        tx.export.updateMany({
          where: { id: exportId, ...where },
          data: { ...data, error, finishedAt: now },
        }),
      () => read(tx, exportId),
    );
    await notify(tx, {
      operatorIds: [row.operatorId],
      message: "governance.inbox.export_failed",
      params: { list: listLabel(row.resource), error },
      href: page,
      organizationId: row.organizationId,
      now,
    });
    audit.target({ type: "exports", id: exportId, label: row.resource });
    audit.change({ state: row.state }, { state, error });
    return { exportId, state };
  },
});
