import { may } from "@/lib/core/caller";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";
import type { ServiceTicketRecord } from "@/lib/field-service/service-tickets/read";
import type { FieldChanges } from "../command-fields";
import type { Reader } from "../reader";

/**
 * What decides whose turn a visit is, for a form: its service centre, where the reader sees centres and nobody has the visit
 * yet, and the skills it needs.
 */
export function placingForm({ caller }: Reader, ticket: ServiceTicketRecord) {
  const { path, technician, centre, skills, organizationId } = ticket;
  const placed = technician === null && may(caller, serviceCentres.permission ?? "", path);
  const changes: Record<string, FieldChanges> = {
    centreId: {
      kind: "reference",
      resource: serviceCentres.name,
      among: { organizationId, active: "true" },
      referenceTitles: centre ? { [centre.id]: centre.name } : {},
    },
  };
  return {
    ask: placed ? ["centreId", "skills"] : ["skills"],
    changes,
    defaults: { ...(placed ? { centreId: centre?.id ?? null } : {}), skills },
  };
}
