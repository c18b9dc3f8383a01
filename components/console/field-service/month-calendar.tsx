import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import type { CalendarDay } from "@/lib/field-service/board/read";
import type { Reader } from "../reader";
import { cssVariables } from "./css-variables";
import { stepDay, stepMonth } from "./period";

export type MonthCalendarProps = {
  reader: Reader;
  /** YYYY-MM. */
  month: string;
  /** YYYY-MM-DD. */
  today: string;
  days: CalendarDay[];
  centreId: string | null;
};

/** A month of visits, weeks from Monday; each day leads to its board. On a phone it is a list of the days. */
export function MonthCalendar({ reader, month, today, days, centreId }: MonthCalendarProps) {
  const { t, href, caller } = reader;
  const known = new Map(days.map((day) => [day.day, day]));
  const first = `${month}-01`;
  const last = stepDay(`${stepMonth(month, 1)}-01`, -1);
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells: string[] = [];
  for (let day = first; day <= last; day = stepDay(day, 1)) cells.push(day);
  const name = new Intl.DateTimeFormat(caller.locale, { weekday: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(caller.locale, { dateStyle: "full", timeZone: "UTC" });
  const texts = "field-service.pages.calendar";
  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      <div aria-hidden className="hidden grid-cols-7 border-line border-b md:grid">
        {Array.from({ length: 7 }, (_, index) => stepDay("2026-01-05", index)).map((monday) => (
          <span key={monday} className="px-2 py-1 text-ink-3 text-xs">
            {name.format(new Date(monday))}
          </span>
        ))}
      </div>
      <ol className="md:grid md:grid-cols-7">
        {weekday > 0 ? (
          <li
            aria-hidden
            className="hidden border-line border-r border-b md:col-start-1 md:col-end-[var(--end)] md:block"
            style={cssVariables({ "--end": String(weekday + 1) })}
          />
        ) : null}
        {cells.map((day) => {
          const counts = known.get(day);
          const query = new URLSearchParams({ day, ...(centreId ? { centre: centreId } : {}) });
          return (
            <li key={day} className="border-line border-b md:min-h-24 md:border-r">
              <Link
                href={`${href("field-service/board")}?${query}`}
                className="flex h-full gap-3 px-3 py-2 hover:bg-hover md:block md:px-2"
              >
                <span
                  className={cn(
                    "figures w-8 shrink-0 text-sm",
                    day === today ? "font-semibold text-accent" : "text-ink-2",
                  )}
                >
                  <span aria-hidden>{Number(day.slice(8))}</span>
                  <span className="sr-only">{long.format(new Date(day))}</span>
                </span>
                {counts ? (
                  <span className="flex flex-wrap gap-1 md:mt-1 md:flex-col md:items-start">
                    {counts.overdue > 0 ? (
                      <Badge tone="danger">{t(`${texts}.overdue`, { count: counts.overdue })}</Badge>
                    ) : null}
                    {counts.waiting > 0 ? (
                      <Badge tone="waiting">{t(`${texts}.waiting`, { count: counts.waiting })}</Badge>
                    ) : null}
                    {counts.open > 0 ? (
                      <Badge tone="progress">{t(`${texts}.open`, { count: counts.open })}</Badge>
                    ) : null}
                    {counts.done > 0 ? (
                      <Badge tone="done">{t(`${texts}.done`, { count: counts.done })}</Badge>
                    ) : null}
                  </span>
                ) : null}
              </Link>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
