import type { Caller } from "@/lib/core/caller";
import { days, now } from "@/lib/core/clock";
import { prisma, type Tx } from "@/lib/core/db";
import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";

/** The longest time one close may cover. */
export const longestPeriod = 366;

/** Days of the organization worked in, both included, and the moments they begin and end. */
export type Period = {
  from: string;
  to: string;
  /** First moment of `from`, and first moment after `to`. */
  start: Date;
  end: Date;
  timeZone: string;
};

const written = /^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$/;

const isDay = (text: string): boolean => {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
};

type Frame = { today: string; timeZone: string };

/**
 * Reads a period as days of the organization the caller works in (design section 5).
 * @param text "2026-05-31" or "2026-05-01..2026-05-31"; today when left out.
 * @throws invalid_input naming `days` when it is no such thing, runs backwards, or is longer than a year.
 */
export async function periodOf(
  text: string | undefined,
  caller: Caller,
  db: Pick<Tx, "$queryRaw"> = prisma,
): Promise<Period> {
  const { organizationId } = caller.scope;
  const [{ today, timeZone }] = await db.$queryRaw<[Frame]>`
    select to_char(${now()} at time zone time_zone, 'YYYY-MM-DD') as today, time_zone as "timeZone"
    from organization where id = ${organizationId}::uuid`;
  const [, from = "", to = from] = written.exec(text || today) ?? [];
  const length = (Date.parse(to) - Date.parse(from)) / days(1) + 1;
  if (!isDay(from) || !isDay(to) || length < 1 || length > longestPeriod)
    throw invalidInput([fault("days", "range")]);
  const [{ start, end }] = await db.$queryRaw<[{ start: Date; end: Date }]>`
    select ${from}::date::timestamp at time zone ${timeZone} as start,
           (${to}::date + 1)::timestamp at time zone ${timeZone} as end`;
  return { from, to, start, end, timeZone };
}
