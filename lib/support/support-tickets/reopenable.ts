import { days } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { setting } from "@/lib/settings/settings/read";
import type { Ticket } from "@/lib/support/support-tickets/ticket";

/** @throws rule_violation when a ticket has been over for longer than the customer may open it again (setting `support.reopenDays`). */
export async function requireReopenable(tx: Tx, ticket: Ticket, now: Date): Promise<void> {
  const { reopenDays } = await setting("support", tx);
  const over = ticket.closedAt ?? ticket.resolvedAt;
  if (over && now.getTime() - over.getTime() > days(reopenDays))
    throw refused("support.reopen_too_late", { number: ticket.number, days: reopenDays });
}
