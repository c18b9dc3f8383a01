import { z } from "zod";
import { after, minutes } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { invalidInput, refused } from "@/lib/core/errors";

/** How a period is named: by the month it ends with, or by its first and last day. */
export const periodFields = {
  /** "2026-10". */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: "billing.validation.month" })
    .optional(),
  from: z.iso.date().optional(),
  /** The last day, included. */
  to: z.iso.date().optional(),
};

export type PeriodInput = { month?: string; from?: string; to?: string };

/** Calendar days: the first one, and the first one after the period. */
export type Days = { from: string; until: string };

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Midnight of a calendar day, in UTC: for counting with. */
const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** The first day of the month `months` after the one of `date`. */
export function firstOfMonth(date: string, months = 0): string {
  const start = midnight(date);
  return day(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1)));
}

const longest = 366;

/**
 * The days an input names; of a month those of the whole period that ends with it.
 * @param months how long a period is, where it is named by its last month.
 * @throws invalid_input when it names none, two, or a period that ends before it begins or is longer than a year.
 */
export function daysOf({ month, from, to }: PeriodInput, months = 1): Days {
  if (month && !from && !to) {
    const until = firstOfMonth(`${month}-01`, 1);
    return { from: firstOfMonth(until, -months), until };
  }
  if (month || !from || !to) throw invalidInput([{ path: "month", key: "billing.validation.one_period" }]);
  const until = day(new Date(midnight(to).getTime() + 86_400_000));
  const length = (midnight(until).getTime() - midnight(from).getTime()) / 86_400_000;
  if (length <= 0 || length > longest)
    throw invalidInput([{ path: "to", key: "billing.validation.period_length" }]);
  return { from, until };
}

/** Whether a profile's periods of so many months, counted from January, end before this day. */
export function endsPeriod(until: string, months: number): boolean {
  const date = midnight(until);
  return date.getUTCDate() === 1 && (date.getUTCFullYear() * 12 + date.getUTCMonth()) % months === 0;
}

/** The moments a period begins and ends at, where the organization is. */
export async function momentsOf(
  db: Pick<Tx, "$queryRaw">,
  organizationId: string,
  { from, until }: Days,
): Promise<{ start: Date; end: Date }> {
  const [row] = await db.$queryRaw<[{ start: Date; end: Date }]>`
    select (${from}::date)::timestamp at time zone time_zone as start,
           (${until}::date)::timestamp at time zone time_zone as end
    from organization where id = ${organizationId}::uuid`;
  return row;
}

/** As long as a command may take: what began before the period's end is committed by then, and belongs to it. */
export const settling = minutes(2);

/** @throws rule_violation while something may still be added to the period. */
export function requireOver(end: Date, now: Date): void {
  if (after(end, settling) > now) throw refused("billing.period_not_over");
}
