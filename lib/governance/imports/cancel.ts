import { may, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { releaseFile } from "@/lib/governance/files/record";
import { importerNamed } from "@/lib/governance/imports/importer";
import { importMachine } from "@/lib/governance/imports/machine";

/** Calls an import off. It stops within a few rows; what they made stays. One's own, or with the permission to import those. */
export const cancelImport = command({
  name: "imports.cancel",
  permission: "governance.imports.read",
  approvable: false,
  input: object({ importId: id, reason: reason.optional() }),
  scope: ofRow("import", (input) => input.importId),
  async run({ input: { importId }, tx, caller, place, audit, now }) {
    const read = async () => {
      const row = await tx.import.findUnique({
        where: { id: importId },
        select: { importer: true, state: true, operatorId: true, fileId: true },
      });
      return row && { ...row, state: row.state as keyof typeof importMachine.states };
    };
    const before = await read();
    if (!before) throw notFound();
    const { permission } = importerNamed(before.importer);
    if (before.operatorId !== operatorOf(caller) && !may(caller, permission, place.path)) throw notFound();
    const state = await importMachine.move(
      "cancel",
      ({ where, data }) =>
        tx.import.updateMany({
          where: { id: importId, ...where },
          data: { ...data, csv: null, finishedAt: now },
        }),
      read,
    );
    await releaseFile(tx, before.fileId, now);
    audit.target({ type: "imports", id: importId, label: before.importer });
    audit.change({ state: before.state }, { state });
    return { importId, state };
  },
});
