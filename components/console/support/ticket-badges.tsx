import { Badge } from "@/components/ui/badge";
import { valueLabel } from "@/lib/core/resource/describe";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { priorityTones, slaTones, supportTickets } from "@/lib/support/support-tickets/resource";
import type { Reader } from "../reader";

/** How pressing a ticket is, and how it stands with its promise. */
export function TicketBadges({ reader: { t }, ticket }: { reader: Reader; ticket: SupportTicketRecord }) {
  const { priority, slaState } = ticket;
  return (
    <>
      {priority === "normal" ? null : (
        <Badge tone={priorityTones[priority]}>{valueLabel(supportTickets, "priority", priority, t)}</Badge>
      )}
      {slaState === "none" ? null : (
        <Badge tone={slaTones[slaState]}>
          {t("support.pages.sla.badge", { state: valueLabel(supportTickets, "slaState", slaState, t) })}
        </Badge>
      )}
    </>
  );
}
