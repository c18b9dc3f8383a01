import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { CalendarHours } from "@/lib/support/business-calendars/fields";
import type { Reader } from "../reader";
import { weekdayNames } from "./weekdays";

export type CalendarHoursCardProps = { reader: Reader; hours: CalendarHours; timeZone: string };

/** A week as somebody is there: every day with its times, Monday first. */
export function CalendarHoursCard({ reader: { t, caller }, hours, timeZone }: CalendarHoursCardProps) {
  const names = weekdayNames(caller.locale);
  return (
    <Card flush title={t("support.resources.business-calendars.columns.hours")} description={timeZone}>
      <dl className="divide-y divide-line">
        {hours.map((spans, day) => (
          <div key={names[day]} className="flex min-h-row items-center gap-4 px-4 py-1.5 text-sm">
            <dt className="w-28 shrink-0 text-ink-2">{names[day]}</dt>
            <dd className="figures flex flex-wrap gap-x-4">
              {spans.length === 0 ? (
                <span className="text-ink-3">{t("support.pages.calendar.closed")}</span>
              ) : (
                spans.map(([from, until]) => (
                  <span key={from} className="whitespace-nowrap">
                    {from} – {until}
                  </span>
                ))
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The days on which nobody is there, in order. */
export function HolidaysCard({ reader: { t }, dates }: { reader: Reader; dates: string[] }) {
  return (
    <Card title={t("support.resources.business-calendars.columns.holidays")}>
      {dates.length === 0 ? (
        <p className="text-ink-3 text-sm">{t("support.pages.calendar.noHolidays")}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {dates.map((date) => (
            <li key={date} className="rounded-sm border border-line bg-sunken px-2 py-0.5 text-sm">
              <Time value={`${date}T00:00:00.000Z`} style="date" timeZone="UTC" className="figures" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
