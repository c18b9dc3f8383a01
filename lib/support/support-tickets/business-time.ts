/**
 * Time by a business calendar. One rule says all of it: a moment counts if the clock on the wall in the calendar's time zone
 * shows a time within a span of that weekday, its beginning included and its end not, on a date that is no holiday. So an hour
 * the clocks skip is never there, and one they repeat counts twice.
 */

/** When somebody is there. */
export type BusinessHours = {
  /** IANA name. */
  timeZone: string;
  /** Spans by weekday, Monday first, "HH:MM" each; "24:00" ends a day. */
  hours: readonly (readonly (readonly [string, string])[])[];
  /** Dates without hours, "YYYY-MM-DD". */
  holidays: readonly string[];
};

const minute = 60_000;
const day = 86_400_000;

/** How far ahead is looked for hours: a calendar that has none in three years has none. */
const horizonDays = 3 * 366;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clock on the wall shows, read as if it were UTC, minus what it is: milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return wall - Math.floor(at / 1000) * 1000;
}

/** A stretch of real time in which the clocks were not changed. */
type Steady = { from: number; to: number; offset: number };

/** The stretches that `from` to `to` falls into. Two changes within them that undo each other are not looked for. */
function steadyBetween(timeZone: string, from: number, to: number): Steady[] {
  const [before, after] = [offsetAt(timeZone, from), offsetAt(timeZone, to)];
  if (before === after) return [{ from, to, offset: before }];
  let [low, high] = [Math.floor(from / minute), Math.ceil(to / minute)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle * minute) === before) low = middle;
    else high = middle;
  }
  const change = high * minute;
  return [
    { from, to: change, offset: before },
    { from: change, to, offset: after },
  ];
}

/** "09:30" as milliseconds after midnight. */
function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * minute;
}

type Interval = { from: number; to: number };

/** The business hours of one local date, in real time and order. @param date its midnight, read as if it were UTC. */
function intervalsOf({ timeZone, hours, holidays }: BusinessHours, date: number): Interval[] {
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const spans = hours[weekday] ?? [];
  if (spans.length === 0 || holidays.includes(new Date(date).toISOString().slice(0, 10))) return [];
  // No zone is further from UTC than 14 hours.
  const steady = steadyBetween(timeZone, date - 15 * 60 * minute, date + day + 15 * 60 * minute);
  return steady.flatMap(({ from, to, offset }) =>
    spans
      .map(([begin, end]) => ({
        from: Math.max(from, date + timeOfDay(begin) - offset),
        to: Math.min(to, date + timeOfDay(end) - offset),
      }))
      .filter((interval) => interval.from < interval.to)
      .sort((one, other) => one.from - other.from),
  );
}

/** Business hours from a moment on, day by day, until nothing is found for long. */
function* intervalsFrom(calendar: BusinessHours, from: number): Generator<Interval> {
  const wall = from + offsetAt(calendar.timeZone, from);
  // The clocks may have been put back over midnight just now.
  const first = Math.floor(wall / day) * day - day;
  let reached = from;
  let found = first;
  for (let date = first; date - found <= horizonDays * day; date += day) {
    for (const interval of intervalsOf(calendar, date)) {
      found = date;
      const begin = Math.max(interval.from, reached);
      if (begin >= interval.to) continue;
      reached = interval.to;
      yield { from: begin, to: interval.to };
    }
  }
}

/**
 * The moment by which so much business time has gone by.
 * @param seconds of the calendar's hours.
 * @returns `start` for no time at all; null where the calendar has no hours.
 */
export function dueAfter(calendar: BusinessHours, start: Date, seconds: number): Date | null {
  if (seconds <= 0) return start;
  let left = seconds * 1000;
  for (const { from, to } of intervalsFrom(calendar, start.getTime())) {
    if (to - from >= left) return new Date(from + left);
    left -= to - from;
  }
  return null;
}

/** Business time between two moments, in whole seconds, a begun one counted; 0 when `to` is not after `from`. */
export function businessSeconds(calendar: BusinessHours, from: Date, to: Date): number {
  const end = to.getTime();
  if (end <= from.getTime()) return 0;
  let sum = 0;
  for (const interval of intervalsFrom(calendar, from.getTime())) {
    if (interval.from >= end) break;
    sum += Math.min(interval.to, end) - interval.from;
  }
  return Math.ceil(sum / 1000);
}
