import type { Texts } from "../reader";

/** Minutes as people say them: 150 is "2 h 30 min". Hours stay hours, as a day of work is no day. */
export function minutesText(minutes: number, t: Texts): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t("support.pages.minutes", { minutes: rest });
  return rest === 0
    ? t("support.pages.hours", { hours })
    : t("support.pages.hoursMinutes", { hours, minutes: rest });
}
