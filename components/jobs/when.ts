import { formatTime } from "@/lib/core/i18n/format";

/** "09:00–11:00" at the place. */
export const slotText = (start: string, end: string, locale: string, timeZone: string): string =>
  [start, end].map((value) => formatTime(value, { locale, timeZone, style: "clock" })).join("–");

const days = new Map<string, Intl.DateTimeFormat>();

/** "Thu, Nov 26" at the place. */
export function dayText(value: string, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const format =
    days.get(key) ??
    new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", month: "short", day: "numeric" });
  days.set(key, format);
  return format.format(new Date(value));
}

/** A moment as it is told beside what happened: the clock alone for today, else with its day. */
export function momentText(value: string, now: Date, locale: string, timeZone: string): string {
  const clock = formatTime(value, { locale, timeZone, style: "clock" });
  const day = dayText(value, locale, timeZone);
  return day === dayText(now.toISOString(), locale, timeZone) ? clock : `${day}, ${clock}`;
}
