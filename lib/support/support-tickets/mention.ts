import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { readPermission } from "@/lib/support/support-tickets/access";
import { staffAmong } from "@/lib/support/support-tickets/tell";
import { servingOrganization, type Ticket } from "@/lib/support/support-tickets/ticket";

/** @throws rule_violation for whoever may not read the ticket as staff: a mention would tell them of what is not theirs. */
export async function requireMentionable(
  tx: Tx,
  ticket: Ticket,
  mentionIds: readonly string[],
): Promise<void> {
  const wanted = new Set(mentionIds);
  const staff = await staffAmong(tx, servingOrganization(ticket), readPermission, [...wanted]);
  if (staff.length !== wanted.size) throw refused("support.cannot_mention");
}
