import { z } from "zod";
import type { Tx } from "@/lib/core/db";
import { conflict, invalidInput, refused } from "@/lib/core/errors";

/** What a ticket can be about (admin-prd 13). */
export const ticketTypes = ["top_up", "billing_dispute", "quota", "technical", "compliance"] as const;
export type TicketType = (typeof ticketTypes)[number];

export const ticketPriorities = ["low", "normal", "high", "urgent"] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

/** A quarter of a year around the clock. */
const longest = 130_000;

/** Minutes of a calendar's hours. */
const minutes = z.int().min(1).max(longest);

/** What can be said of a policy on creation and later. */
export const policyFields = {
  name: z.string().trim().min(1).max(80),
  /** Any type when null. */
  type: z.enum(ticketTypes).nullable(),
  priority: z.enum(ticketPriorities),
  calendarId: z.uuid(),
  firstResponseMinutes: minutes,
  resolveMinutes: minutes,
  /** How long before a breach somebody is warned. */
  warnMinutes: z.int().min(0).max(longest),
};

/** The fields an audit entry and a conflict show. */
export const policySelect = {
  organizationId: true,
  name: true,
  type: true,
  priority: true,
  calendarId: true,
  firstResponseMinutes: true,
  resolveMinutes: true,
  warnMinutes: true,
  active: true,
  version: true,
} as const;

type Times = { firstResponseMinutes: number; resolveMinutes: number; warnMinutes: number };

/** @throws invalid_input when a ticket had to be resolved before it is answered, or everybody were warned at once. */
export function checkTimes({ firstResponseMinutes, resolveMinutes, warnMinutes }: Times): void {
  if (resolveMinutes < firstResponseMinutes)
    throw invalidInput([{ path: "resolveMinutes", key: "support.validation.resolve_before_response" }]);
  if (warnMinutes >= firstResponseMinutes)
    throw invalidInput([{ path: "warnMinutes", key: "support.validation.warn_too_early" }]);
}

/** @throws rule_violation when the calendar is not one of the organization. */
export async function requireCalendar(tx: Tx, calendarId: string, organizationId: string): Promise<void> {
  // Taking the calendar away waits for this, and then finds the policy.
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from business_calendar
    where id = ${calendarId}::uuid and organization_id = ${organizationId}::uuid for share`;
  if (rows.length === 0) throw refused("support.calendar_elsewhere");
}

type Covered = { organizationId: string; type: TicketType | null; priority: TicketPriority };

/**
 * One policy at most holds for a type and priority of an organization: which one a ticket gets must never be a guess.
 * @param except the policy that asks.
 * @throws conflict naming the one that holds.
 */
export async function requireAlone(tx: Tx, { organizationId, type, priority }: Covered, except?: string) {
  await tx.$queryRaw`
    select pg_advisory_xact_lock(hashtextextended(${`sla-policies:${organizationId}`}, 0))::text`;
  const twin = await tx.slaPolicy.findFirst({
    where: { organizationId, type, priority, active: true, ...(except ? { id: { not: except } } : {}) },
    select: { name: true },
  });
  if (twin) throw conflict("support.policy_covered", { name: twin.name });
}
