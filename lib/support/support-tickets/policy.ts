import { z } from "zod";
import type { Tx } from "@/lib/core/db";
import type { BusinessHours } from "@/lib/support/support-tickets/business-time";
import type { Promised } from "@/lib/support/support-tickets/sla-clock";

const hours = z.array(z.array(z.tuple([z.string(), z.string()])));

/** What a calendar's row says, as the clocks read it. */
export const businessHours = (calendar: {
  timeZone: string;
  hours: unknown;
  holidays: string[];
}): BusinessHours => ({
  timeZone: calendar.timeZone,
  hours: hours.parse(calendar.hours),
  holidays: calendar.holidays,
});

/** A policy with its calendar, as it counts for a ticket. */
export type Policy = Promised & { id: string; calendarId: string; calendar: BusinessHours };

export const calendarSelect = { id: true, timeZone: true, hours: true, holidays: true } as const;

export const promisedSelect = {
  firstResponseMinutes: true,
  resolveMinutes: true,
  warnMinutes: true,
} as const;

/**
 * The policy that counts for a ticket: of those in force for its priority and type (or any type), the one of its own
 * organization or else of the nearest above it, and there the one that names the type.
 * @returns null when none does: then nothing is promised, and no clock runs.
 */
export async function policyFor(
  tx: Pick<Tx, "$queryRaw" | "slaPolicy">,
  of: { organizationId: string; type: string; priority: string },
): Promise<Policy | null> {
  const [chosen] = await tx.$queryRaw<{ id: string }[]>`
    select policy.id
    from organization as home
    join organization as holder on holder.path @> home.path
    join sla_policy as policy on policy.organization_id = holder.id
    where home.id = ${of.organizationId}::uuid and policy.active
      and policy.priority = ${of.priority}::support_ticket_priority
      and (policy.type is null or policy.type = ${of.type}::support_ticket_type)
    order by nlevel(holder.path) desc, policy.type is null, policy.created_at desc, policy.id desc
    limit 1`;
  if (!chosen) return null;
  const { calendar, ...policy } = await tx.slaPolicy.findUniqueOrThrow({
    where: { id: chosen.id },
    select: { id: true, calendarId: true, ...promisedSelect, calendar: { select: calendarSelect } },
  });
  return { ...policy, calendar: businessHours(calendar) };
}
