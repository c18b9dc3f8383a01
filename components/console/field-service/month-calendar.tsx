import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { type CalendarDay, calendarStates } from "@/lib/field-service/board/read";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
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
  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      <div aria-hidden className="hidden grid-cols-7 border-line border-b md:grid">
        {Array.from({ length: 7 }, (_, index) => stepDay("2026-01-05", index)).map((monday) => (
          <span key={monday} className="px-2 py-1 text-ink-3 text-xs">
            {name.format(new Date(monday))}
          </span>
        ))}
      </div>
      {days.length === 0 ? (
        <p className="border-line border-b px-4 py-3 text-ink-3 text-sm last:border-b-0">
          {t("field-service.pages.calendar.none")}
        </p>
      ) : null}
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
            <li
              key={day}
              className={cn(
                "border-line border-b md:min-h-24 md:border-r",
                // Nothing to see, and one scrolls past it all on a phone.
                !counts && day < today && "hidden md:block",
                day === today && "bg-accent-soft",
              )}
            >
              <Link
                href={`${href("field-service/board")}?${query}`}
                className="flex h-full gap-3 px-3 py-2 hover:bg-hover md:block md:px-2"
              >
                <span className="flex w-14 shrink-0 items-baseline gap-1.5 md:w-auto">
                  <span
                    className={cn(
                      "figures text-sm",
                      day === today ? "font-semibold text-accent" : "text-ink-2",
                    )}
                  >
                    <span aria-hidden>{Number(day.slice(8))}</span>
                    <span className="sr-only">{long.format(new Date(day))}</span>
                  </span>
                  <span
                    aria-hidden
                    className={cn("text-xs md:hidden", day === today ? "text-ink-2" : "text-ink-3")}
                  >
                    {name.format(new Date(day))}
                  </span>
                </span>
                {counts ? <DayCounts reader={reader} counts={counts} /> : null}
              </Link>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** What is overdue first, then a day's visits by how far they are. */
function DayCounts({ reader: { t }, counts }: { reader: Reader; counts: CalendarDay }) {
  const shown = calendarStates.filter((state) => counts[state] > 0);
  return (
    <span className="flex flex-wrap gap-1 md:mt-1">
      {counts.overdue > 0 ? (
        <Badge tone="danger">{t("field-service.pages.calendar.overdue", { count: counts.overdue })}</Badge>
      ) : null}
      {shown.map((state) => (
        <Badge key={state} tone={serviceTicketMachine.states[state]}>
          {t(`field-service.pages.calendar.${state}`, { count: counts[state] })}
        </Badge>
      ))}
    </span>
  );
}
