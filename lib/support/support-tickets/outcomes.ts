import { sql } from "kysely";
import type { Tone } from "@/lib/core/resource/description";

/** How a promise about a ticket ended: it was kept, it was missed, it is not decided yet, or nothing was promised. */
export const outcomeTones = {
  met: "done",
  missed: "danger",
  open: "progress",
  none: "over",
} as const satisfies Record<string, Tone>;

export type Outcome = keyof typeof outcomeTones;

/** Whether the first answer came in time. A ticket that was over before anybody had to answer kept its promise. */
export const responseOutcome = sql<Outcome>`(case
  when support_ticket.response_breached_at is not null then 'missed'
  when support_ticket.policy_id is null then 'none'
  when support_ticket.first_responded_at is not null or support_ticket.state not in ('open', 'pending') then 'met'
  else 'open' end)`;

/** Whether it was resolved in time. */
export const resolveOutcome = sql<Outcome>`(case
  when support_ticket.resolve_breached_at is not null then 'missed'
  when support_ticket.policy_id is null then 'none'
  when support_ticket.state not in ('open', 'pending') then 'met'
  else 'open' end)`;
