import { z } from "zod";

/** A time of the day, "09:00"; "24:00" ends a day. */
export type CalendarTime = string;
/** From when to when somebody is there on a day. */
export type CalendarSpan = [from: CalendarTime, until: CalendarTime];
/** Spans of each weekday, Monday first. */
export type CalendarHours = CalendarSpan[][];

const weekdays = 7;
const spansPerDay = 6;
const maxHolidays = 400;
const timeZones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

// A tuple would say the same, but OpenAPI has no word for one.
const span = z
  .array(
    z.string().refine((text) => time.test(text) || text === "24:00", { error: "support.validation.time" }),
  )
  .length(2)
  .refine(([from = "", until = ""]) => from < until, { error: "support.validation.span" })
  .transform(([from = "", until = ""]): CalendarSpan => [from, until]);

const day = z
  .array(span)
  .max(spansPerDay)
  .refine((spans) => spans.every(([from], index) => index === 0 || spans[index - 1]![1] <= from), {
    error: "support.validation.spans_overlap",
  });

export const calendarName = z.string().trim().min(1).max(80);

export const calendarTimeZone = z
  .string()
  .refine((zone) => timeZones.has(zone), { error: "customers.validation.time_zone" });

/** Hours by weekday, Monday first: a clock that never ran would never breach, so one day must have some. */
export const calendarHours = z
  .array(day)
  .length(weekdays)
  .refine((days) => days.some((spans) => spans.length > 0), { error: "support.validation.no_hours" });

/** Days without hours, each once and in order. */
export const calendarHolidays = z
  .array(z.iso.date())
  .max(maxHolidays)
  .transform((dates) => [...new Set(dates)].sort());

/** The hours as the database keeps them; it holds only what `calendarHours` let in. */
export const readHours = (stored: unknown): CalendarHours => calendarHours.parse(stored);

/** The fields an audit entry and a conflict show. */
export const calendarSelect = {
  organizationId: true,
  name: true,
  timeZone: true,
  hours: true,
  holidays: true,
  version: true,
} as const;
