import { may, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { exportMachine } from "@/lib/governance/exports/machine";

/** Calls an export off that waits or runs; the job notices within seconds and keeps nothing. */
export const cancelExport = command({
  name: "exports.cancel",
  permission: "governance.exports.create",
  approvable: false,
  input: object({ exportId: id, reason: reason.optional() }),
  scope: ofRow("export", (input) => input.exportId),
  async run({ input: { exportId }, tx, caller, place, audit, now }) {
    const read = () =>
      tx.export.findUnique({
        where: { id: exportId },
        select: { resource: true, state: true, operatorId: true },
      });
    const before = await read();
    if (!before) throw notFound();
    if (before.operatorId !== operatorOf(caller) && !may(caller, "governance.exports.read", place.path))
      throw notFound();
    const state = await exportMachine.move(
      "cancel",
      ({ where, data }) =>
        tx.export.updateMany({ where: { id: exportId, ...where }, data: { ...data, finishedAt: now } }),
      read,
    );
    audit.target({ type: "exports", id: exportId, label: before.resource });
    audit.change({ state: before.state }, { state });
    return { exportId, state };
  },
});
