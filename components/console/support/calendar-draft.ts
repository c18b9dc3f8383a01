import type { CalendarHours } from "@/lib/support/business-calendars/fields";

/** Times of a day while they are edited: anything may stand there. */
export type SpanDraft = { key: string; from: string; until: string };

export type CalendarDraft = {
  name: string;
  timeZone: string;
  /** Spans by weekday, Monday first. */
  days: SpanDraft[][];
  /** "2026-10-01", in order. */
  holidays: string[];
};

export const draftHours = (hours: CalendarHours): SpanDraft[][] =>
  hours.map((spans, day) => spans.map(([from, until], index) => ({ key: `${day}-${index}`, from, until })));

/** "9:5" and "9" are how people type: the command wants "09:05" and "09:00". What is no time stays as it is. */
export function tidyTime(text: string): string {
  const [, hour, minute = ""] = /^(\d{1,2})(?:[:.：](\d{0,2}))?$/.exec(text.trim()) ?? [];
  return hour === undefined ? text.trim() : `${hour.padStart(2, "0")}:${minute.padEnd(2, "0")}`;
}

/** The command's input. */
export const calendarInput = ({ days, ...draft }: CalendarDraft): Record<string, unknown> => ({
  ...draft,
  hours: days.map((spans) => spans.map(({ from, until }) => [tidyTime(from), tidyTime(until)])),
});

/** What is wrong with a day, and with each of its times. The command names them `hours.<day>.<span>.<end>`. */
export function faultsOfDay(faults: Record<string, string>, day: number) {
  const at = (path: string) => faults[path];
  return {
    day: at(`hours.${day}`),
    span: (index: number) =>
      at(`hours.${day}.${index}`) ?? at(`hours.${day}.${index}.0`) ?? at(`hours.${day}.${index}.1`),
  };
}
