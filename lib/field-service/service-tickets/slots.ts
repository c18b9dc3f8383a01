import { sql } from "kysely";
import { after, days, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { invalidInput, notFound, refused } from "@/lib/core/errors";
import { setting } from "@/lib/settings/settings/read";

/** Where a day begins for an organization's visits. @returns IANA name. @throws not_found. */
export async function zoneOf(organizationId: string): Promise<string> {
  const row = await kysely
    .selectFrom("organization")
    .select("time_zone as timeZone")
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row.timeZone;
}

/** The moment a clock shows `time` (HH:MM) on `date` (YYYY-MM-DD) in a time zone. */
export async function momentAt(date: string, time: string, timeZone: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select (${date}::date + ${time}::time) at time zone ${timeZone} as at`.execute(kysely);
  return rows[0]!.at;
}

/** One time that can be booked. */
export type Slot = { start: string; end: string };

/**
 * Strangers book within hours and not years ahead.
 * @throws rule_violation outside of that; invalid_input for what is over.
 */
export async function requireBookable(organizationId: string, start: Date): Promise<void> {
  const { dayStart, dayEnd, bookableDays } = await setting("fieldService");
  const timeZone = await zoneOf(organizationId);
  if (start <= now())
    throw invalidInput([{ path: "appointmentStart", key: "field-service.validation.past" }]);
  if (start > after(now(), days(bookableDays)))
    throw refused("field-service.too_far_ahead", { days: bookableDays });
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const [hour = 0, minute = 0] = clock.format(start).split(":").map(Number);
  const at = hour * 60 + minute;
  if (at < dayStart * 60 || at >= dayEnd * 60)
    throw refused("field-service.outside_hours", { from: dayStart, until: dayEnd });
}
