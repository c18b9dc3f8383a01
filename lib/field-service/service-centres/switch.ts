import type { AuditNotes } from "@/lib/core/audit";
import type { Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";

type Run = { tx: Tx; audit: AuditNotes; now: Date };

/** Opens or closes a centre. @throws conflict when it is so already. */
export async function switchCentre({ tx, audit, now }: Run, centreId: string, active: boolean) {
  const { count } = await tx.serviceCentre.updateMany({
    where: { id: centreId, active: !active },
    data: { active, version: { increment: 1 }, updatedAt: now },
  });
  const { name, version } = await tx.serviceCentre.findUniqueOrThrow({
    where: { id: centreId },
    select: { name: true, version: true },
  });
  if (count === 0) throw conflict(`field-service.centre_${active ? "open" : "closed"}_already`, { name });
  audit.target({ type: "service-centres", id: centreId, label: name });
  audit.change({ active: !active }, { active });
  return { centreId, active, version };
}
