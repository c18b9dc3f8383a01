import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";

/**
 * Keeps a centre from being closed until this is through.
 * @throws not_found when the organization has no such centre; rule_violation when it is closed.
 */
export async function requireOpenCentre(tx: Tx, centreId: string, organizationId: string): Promise<void> {
  await tx.$queryRaw`select 1 from service_centre where id = ${centreId}::uuid for share`;
  const centre = await tx.serviceCentre.findFirst({
    where: { id: centreId, organizationId },
    select: { name: true, active: true },
  });
  if (!centre) throw notFound();
  if (!centre.active) throw refused("field-service.centre_closed", { name: centre.name });
}
