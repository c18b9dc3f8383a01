import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
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

/**
 * Reads a period as days of the organization the caller works in (design section 5).
 * @param text "2026-05-31" or "2026-05-01..2026-05-31"; today when left out.
 * @throws invalid_input naming `days` when it is no such thing, runs backwards, or is longer than a year.
 */
export async function periodOf(text: string | undefined, caller: Caller): Promise<Period> {
  const { organizationId } = caller.scope;
  const days = text === undefined || text === "" ? await today(organizationId) : text;
  const [, from = "", to = from] = written.exec(days) ?? [];
  if (!isDay(from) || !isDay(to)) throw invalidInput([fault("days", "range")]);
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (length < 1 || length > longestPeriod) throw invalidInput([fault("days", "range")]);
  const { rows } = await sql<{ start: Date; end: Date; timeZone: string }>`
    select (${from}::date)::timestamp at time zone time_zone as start,
           (${to}::date + 1)::timestamp at time zone time_zone as end, time_zone as "timeZone"
    from organization where id = ${organizationId}`.execute(kysely);
  return { from, to, ...rows[0]! };
}

async function today(organizationId: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select to_char(now() at time zone time_zone, 'YYYY-MM-DD') as day
    from organization where id = ${organizationId}`.execute(kysely);
  return rows[0]!.day;
}
