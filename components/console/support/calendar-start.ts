import type { CalendarHours } from "@/lib/support/business-calendars/fields";

/** What a new calendar begins with: Monday to Friday, nine to six. */
export const usualHours: CalendarHours = Array.from({ length: 7 }, (_, day) =>
  day < 5 ? [["09:00", "18:00"]] : [],
);

export const timeZones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone")];
