import { pageCrumbs } from "@/components/console/crumbs";
import { MonthCalendar } from "@/components/console/field-service/month-calendar";
import { centreAsked, monthAsked, stepMonth } from "@/components/console/field-service/period";
import { PeriodBar } from "@/components/console/field-service/period-bar";
import { ticketTabs } from "@/components/console/field-service/ticket-tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { readCalendar, todayOf } from "@/lib/field-service/board/read";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";

export const generateMetadata = titled("field-service.pages.tabs.calendar");

const path = "field-service/calendar";

export default async function CalendarPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, serviceTickets.permission);
  const { caller, t, href } = reader;
  const { today } = await todayOf(caller);
  const [month, { centres, centreId }] = await Promise.all([
    monthAsked(searchParams, today),
    centreAsked(searchParams, caller),
  ]);
  const days = await readCalendar(month, caller, centreId);
  return (
    <>
      <PageHeader
        title={t("field-service.pages.tabs.calendar")}
        crumbs={pageCrumbs(reader, "field-service", t("field-service.pages.tabs.calendar"))}
        tabs={ticketTabs(reader)}
        activeTab={href(path)}
      />
      <PeriodBar
        reader={reader}
        path={path}
        name="month"
        value={month}
        previous={stepMonth(month, -1)}
        next={stepMonth(month, 1)}
        present={today.slice(0, 7)}
        centreId={centreId}
        centres={centres}
      />
      <MonthCalendar reader={reader} month={month} today={today} days={days} centreId={centreId} />
    </>
  );
}
