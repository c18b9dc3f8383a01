import type { AuditNotes } from "@/lib/core/audit";
import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { technicianSelect } from "@/lib/field-service/technicians/fields";
import { technicianMachine } from "@/lib/field-service/technicians/machine";

type Acting = { tx: Tx; audit: AuditNotes; now: Date };

/** Switches a technician on or off. @throws conflict when they are so already; not_found. */
export async function moveTechnician(
  { tx, audit, now }: Acting,
  technicianId: string,
  move: "activate" | "deactivate",
) {
  const where = { id: technicianId };
  // An assignment under way keeps the row from changing beneath it, and comes before this or after it.
  await tx.$queryRaw`select 1 from technician where id = ${technicianId}::uuid for update`;
  const read = () => tx.technician.findUnique({ where, select: technicianSelect });
  const before = await read();
  if (!before) throw notFound();
  const state = await technicianMachine.move(
    move,
    (change) =>
      tx.technician.updateMany({
        where: { ...where, ...change.where },
        data: { ...change.data, version: { increment: 1 }, updatedAt: now },
      }),
    read,
  );
  const { name, number, version } = before;
  audit.target({ type: "technicians", id: technicianId, label: name });
  audit.change({ state: before.state }, { state });
  return { technicianId, number, name, state, version: version + 1 };
}
