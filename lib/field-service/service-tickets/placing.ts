import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { requireOpenCentre } from "@/lib/field-service/service-centres/open";
import { skills } from "@/lib/field-service/service-tickets/fields";
import type { Ticket } from "@/lib/field-service/service-tickets/ticket";

/** What decides whose turn a visit is (field-service, automatic assignment); a centre that is null is anybody's. */
export const placing = { centreId: id.nullable().optional(), skills: skills.optional() };

/**
 * Whether a ticket may go to another centre.
 * @throws not_found when its organization has no such centre; rule_violation when it is closed, or when somebody has the ticket
 * already: it is with their centre then.
 */
export async function requirePlace(
  tx: Tx,
  ticket: Ticket,
  { centreId }: { centreId?: string | null | undefined },
): Promise<void> {
  if (centreId === undefined || centreId === ticket.centreId) return;
  const { number, technician, organizationId } = ticket;
  if (technician)
    throw refused("field-service.centre_of_technician", { number, technician: technician.name });
  if (centreId) await requireOpenCentre(tx, centreId, organizationId);
}
