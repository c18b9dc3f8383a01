import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BusinessHours, businessSeconds, dueAfter } from "@/lib/support/support-tickets/business-time";

const minute = 60_000;
const at = (text: string): Date => new Date(text);
const office = [...Array.from({ length: 5 }, () => [["09:00", "18:00"]] as [string, string][]), [], []];
const shanghai: BusinessHours = { timeZone: "Asia/Shanghai", hours: office, holidays: ["2026-10-01"] };

const walls = new Map<string, Intl.DateTimeFormat>();

function wall(timeZone: string): Intl.DateTimeFormat {
  const known = walls.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  walls.set(timeZone, format);
  return format;
}

/** What a clock on the wall says, asked of `Intl` for this one minute. */
function wallOf(timeZone: string, moment: number): { date: string; time: string; weekday: number } {
  const parts = Object.fromEntries(
    wall(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday ?? ""),
  };
}

/** Whether the minute that begins at a moment is a working one: the definition itself, and nothing clever. */
function works({ timeZone, hours, holidays }: BusinessHours, moment: number): boolean {
  const { date, time, weekday } = wallOf(timeZone, moment);
  return !holidays.includes(date) && (hours[weekday] ?? []).some(([from, to]) => time >= from && time < to);
}

/** Minute by minute: when so many working minutes are over. */
function slowDue(calendar: BusinessHours, start: number, minutes: number, limit: number): number | null {
  let moment = start;
  for (let left = minutes; left > 0; moment += minute) {
    if (moment > limit) return null;
    if (works(calendar, moment)) left--;
    if (left === 0) return moment + minute;
  }
  return moment;
}

const slowMinutes = (calendar: BusinessHours, from: number, to: number): number => {
  let count = 0;
  for (let moment = from; moment < to; moment += minute) if (works(calendar, moment)) count++;
  return count;
};

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Up to two spans a day that do not touch; many days have none. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 4 })
  .map((edges) => edges.sort((one, other) => one - other))
  .map((edges) =>
    Array.from(
      { length: Math.floor(edges.length / 2) },
      (_, index) => [time(edges[index * 2]!), time(edges[index * 2 + 1]!)] as [string, string],
    ),
  );

/** Zones that change their clocks in all sorts of ways, by an hour or by half of one, at midnight, and some that never do. */
const zones = fc.constantFrom(
  "UTC",
  "Asia/Shanghai",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Pacific/Chatham",
);

/** Moments of 2026, half of them near the days on which clocks are changed. */
const changes = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-04-24",
  "2026-10-25",
  "2026-10-30",
  "2026-11-01",
];
const moments = fc.oneof(
  fc.integer({ min: 0, max: 360 * 1440 }).map((count) => Date.UTC(2026, 0, 1) + count * minute),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2880, max: 2880 }))
    .map(([date, count]) => Date.parse(date) + count * minute),
);

const calendars = fc
  .record({
    timeZone: zones,
    hours: fc.array(spans, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(
      fc
        .integer({ min: 0, max: 364 })
        .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
      { maxLength: 40 },
    ),
  })
  .map((calendar): BusinessHours => calendar);

describe("business time", () => {
  it("is what a clock on the wall counts, minute by minute", () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 0, max: 4 * 1440 }), (calendar, from, length) => {
        const to = from + length * minute;
        expect(businessSeconds(calendar, new Date(from), new Date(to))).toBe(
          slowMinutes(calendar, from, to) * 60,
        );
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("is due when the clock on the wall has counted to the end, minute by minute", () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 1500 }), (calendar, from, minutes) => {
        const limit = from + 5 * 1440 * minute;
        const slow = slowDue(calendar, from, minutes, limit);
        const due = dueAfter(calendar, new Date(from), minutes * 60);
        if (slow !== null) expect(due?.getTime()).toBe(slow);
        else expect(due === null || due.getTime() > limit).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("of whatever is due is exactly what was given, to the second, from any moment", () => {
    fc.assert(
      fc.property(
        calendars,
        fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2026-12-01T00:00:00Z"), noInvalidDate: true }),
        fc.integer({ min: 1, max: 200_000 }),
        (calendar, from, seconds) => {
          const due = dueAfter(calendar, from, seconds);
          if (due) expect(businessSeconds(calendar, from, due)).toBe(seconds);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("stands still at night, over the weekend and on a holiday", () => {
    // A Wednesday, 17:30 in Shanghai: half an hour, then the holiday, then Friday.
    const start = at("2026-09-30T09:30:00Z");
    expect(dueAfter(shanghai, start, 30 * 60)).toEqual(at("2026-09-30T10:00:00Z"));
    expect(dueAfter(shanghai, start, 31 * 60)).toEqual(at("2026-10-02T01:01:00Z"));
    // All of Friday, then over the weekend to Monday.
    expect(dueAfter(shanghai, start, (30 + 540 + 1) * 60)).toEqual(at("2026-10-05T01:01:00Z"));
    expect(businessSeconds(shanghai, start, at("2026-10-05T01:01:00Z"))).toBe((30 + 540 + 1) * 60);
  });

  it("skips the hour the clocks skip, and counts the one they repeat twice", () => {
    const nights: BusinessHours = {
      timeZone: "Europe/Berlin",
      hours: Array.from({ length: 7 }, () => [["01:00", "04:00"]]),
      holidays: [],
    };
    const spring = [at("2026-03-28T22:00:00Z"), at("2026-03-29T12:00:00Z")] as const;
    expect(businessSeconds(nights, ...spring)).toBe(2 * 3600);
    const autumn = [at("2026-10-24T20:00:00Z"), at("2026-10-25T12:00:00Z")] as const;
    expect(businessSeconds(nights, ...autumn)).toBe(4 * 3600);
  });

  it("is nothing at all in a calendar without hours", () => {
    const never: BusinessHours = { timeZone: "UTC", hours: [[], [], [], [], [], [], []], holidays: [] };
    expect(dueAfter(never, at("2026-01-01T00:00:00Z"), 60)).toBeNull();
    expect(businessSeconds(never, at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"))).toBe(0);
    expect(dueAfter(never, at("2026-01-01T00:00:00Z"), 0)).toEqual(at("2026-01-01T00:00:00Z"));
  });
});
