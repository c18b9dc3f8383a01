/** A day without a time zone: YYYY-MM-DD in words. */
export const dayWords = (date: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

/** The day so many days from another. */
export const daysOn = (date: string, count: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** When a visit is, as its customer reads it: day, from and until. */
export function visitWords(
  start: string | Date,
  end: string | Date,
  locale: string,
  timeZone: string,
): string {
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  const [from, until] = [new Date(start), new Date(end)];
  // Chinese sets no comma between a day and its hours.
  const between = locale.startsWith("zh") ? " " : ", ";
  return `${day.format(from)}${between}${clock.format(from)}–${clock.format(until)}`;
}

/** What people call a time zone. @param timeZone IANA name. */
export const zoneWords = (timeZone: string): string =>
  timeZone === "UTC" ? "UTC" : (timeZone.split("/").pop() ?? timeZone).replaceAll("_", " ");

/** What a clock of a time zone shows at a moment: YYYY-MM-DD and HH:MM. @throws RangeError when it is no moment. */
export function dateAndTime(moment: string, timeZone: string) {
  const at = new Date(moment);
  const day = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return { appointment_date: day.format(at), appointment_time: clock.format(at) };
}
