import type { Tx } from "@/lib/core/db";
import type { BusinessHours } from "@/lib/support/support-tickets/business-time";
import { clocksOf } from "@/lib/support/support-tickets/change";
import { promisedSelect } from "@/lib/support/support-tickets/policy";
import { leftOf, running, slaStateOf, withBreaches } from "@/lib/support/support-tickets/sla-clock";

/**
 * Works out anew what open tickets are due at, after a calendar's time zone, hours or holidays changed: what is left of a clock
 * by the hours as they were is left of it by the hours as they are. What stands keeps what is left; what was missed stays missed.
 * Call it in the transaction that changes the calendar.
 * @returns how many tickets it concerned.
 */
export async function recalculateDueTimes(
  tx: Tx,
  {
    calendarId,
    before,
    after,
    now,
  }: {
    calendarId: string;
    before: BusinessHours;
    after: BusinessHours;
    now: Date;
  },
): Promise<number> {
  await tx.$queryRaw`
    select 1 from support_ticket where calendar_id = ${calendarId}::uuid and state = 'open' order by id for update`;
  const tickets = await tx.supportTicket.findMany({
    where: { calendarId, state: "open" },
    orderBy: { id: "asc" },
    select: {
      id: true,
      responseDueAt: true,
      resolveDueAt: true,
      pausedAt: true,
      responseLeftSeconds: true,
      resolveLeftSeconds: true,
      warnAt: true,
      warnedAt: true,
      responseBreachedAt: true,
      resolveBreachedAt: true,
      policy: { select: promisedSelect },
    },
  });
  for (const { id, policy, ...row } of tickets) {
    if (!policy) continue;
    const noted = withBreaches(clocksOf(row), now);
    const moved = running(noted, leftOf(noted, before, now), after, policy.warnMinutes, now);
    // What was due already stays due when it was.
    const clocks = {
      ...moved,
      responseDueAt: past(noted.responseDueAt, now) ?? moved.responseDueAt,
      resolveDueAt: past(noted.resolveDueAt, now) ?? moved.resolveDueAt,
    };
    await tx.supportTicket.update({
      where: { id },
      data: { ...clocks, slaState: slaStateOf(clocks, "open", true, now) },
      select: { id: true },
    });
  }
  return tickets.length;
}

const past = (due: Date | null, now: Date): Date | null => (due && due <= now ? due : null);
