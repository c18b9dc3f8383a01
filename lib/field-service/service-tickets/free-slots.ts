import { sql } from "kysely";
import { after, days, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { type Slot, zoneOf } from "@/lib/field-service/service-tickets/slots";
import { setting } from "@/lib/settings/settings/read";

/** A time of a day: `time` is what the organization's clock shows then, HH:MM. */
export type DaySlot = Slot & { time: string };

export type BookableDay = {
  /** YYYY-MM-DD in the organization's time zone. */
  date: string;
  /** What is still free; empty where nothing is. */
  slots: DaySlot[];
};

export type BookableDays = {
  /** IANA name of the organization's time zone. */
  timeZone: string;
  /** The first and the last day anything can be booked on. */
  first: string;
  last: string;
  days: BookableDay[];
};

/** So many days are told of at once. */
export const mostDays = 31;

const open = ["booked", "confirmed", "assigned", "in_progress"] as const;

/**
 * The times strangers can choose from: those of the setting `fieldService` that are not over, at which fewer visits stand than
 * the organization has active technicians. Where it has none nobody knows how many are too many, and all are free. It is an
 * offer: the office can take more, so booking itself does not ask.
 * @param from YYYY-MM-DD; the first bookable day at the earliest, and without one.
 * @param count days, at most 31.
 * @param exceptTicketId a ticket that is being moved takes no room from itself.
 * @throws not_found for an organization that is not there.
 */
export async function freeSlots(
  organizationId: string,
  { from, count = 7, exceptTicketId }: { from?: string; count?: number; exceptTicketId?: string } = {},
): Promise<BookableDays> {
  const [{ dayStart, dayEnd, slotMinutes, bookableDays }, timeZone] = await Promise.all([
    setting("fieldService"),
    zoneOf(organizationId),
  ]);
  const at = now();
  const until = after(at, days(bookableDays));
  const first = dayIn(timeZone, at);
  const last = dayIn(timeZone, until);
  const begin = from === undefined || from < first ? first : from > last ? last : from;
  const { rows } = await sql<{ date: string; time: string | null; start: Date | null; end: Date | null }>`
    with crew as (
      select count(*)::int as size from technician
      where organization_id = ${organizationId}::uuid and state = 'active'
    ), slot as (
      select distinct on ("start") day, minute,
        (day + make_interval(mins => minute)) at time zone ${timeZone} as "start",
        (day + make_interval(mins => minute + ${slotMinutes}::int)) at time zone ${timeZone} as "end"
      from generate_series(${begin}::timestamp, ${begin}::timestamp + make_interval(days => ${Math.min(count, mostDays) - 1}::int), interval '1 day') as day,
        generate_series(${dayStart * 60}::int, ${dayEnd * 60 - slotMinutes}::int, ${slotMinutes}::int) as minute
      order by "start", minute
    ), free as (
      select slot.* from slot, crew
      where slot."start" > ${at} and slot."start" <= ${until} and (crew.size = 0 or crew.size > (
        select count(*) from service_ticket
        where organization_id = ${organizationId}::uuid
          and state::text in (${sql.join(open)})
          and id is distinct from ${exceptTicketId ?? null}::uuid
          and appointment_start < slot."end" and appointment_end > slot."start"
          -- No visit takes longer than a day, so that the index finds those that may matter.
          and appointment_start > slot."start" - interval '1 day'
      ))
    )
    select to_char(day, 'YYYY-MM-DD') as date, to_char(free."start" at time zone ${timeZone}, 'HH24:MI') as time,
      free."start", free."end"
    from generate_series(${begin}::timestamp, ${begin}::timestamp + make_interval(days => ${Math.min(count, mostDays) - 1}::int), interval '1 day') as day
      left join free using (day)
    where day <= ${last}::date
    order by day, free."start"`.execute(kysely);
  return { timeZone, first, last, days: byDay(rows) };
}

function byDay(rows: { date: string; time: string | null; start: Date | null; end: Date | null }[]) {
  const found = new Map<string, DaySlot[]>();
  for (const { date, time, start, end } of rows) {
    const slots = found.get(date) ?? [];
    if (time && start && end) slots.push({ time, start: start.toISOString(), end: end.toISOString() });
    found.set(date, slots);
  }
  return [...found].map(([date, slots]) => ({ date, slots }));
}

/** The day a moment falls on in a time zone, YYYY-MM-DD. */
const dayIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    moment,
  );
