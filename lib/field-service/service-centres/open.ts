import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";

/** @throws not_found when the organization has no such centre; rule_violation when it is closed. */
export async function requireOpenCentre(tx: Tx, centreId: string, organizationId: string): Promise<void> {
  const centre = await tx.serviceCentre.findFirst({
    where: { id: centreId, organizationId },
    select: { name: true, active: true },
  });
  if (!centre) throw notFound();
  if (!centre.active) throw refused("field-service.centre_closed", { name: centre.name });
}
