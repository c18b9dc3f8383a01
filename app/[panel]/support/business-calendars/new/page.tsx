import { getTimeZone } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { draftHours } from "@/components/console/support/calendar-draft";
import { CalendarForm } from "@/components/console/support/calendar-form";
import { timeZones, usualHours } from "@/components/console/support/calendar-start";
import { PageHeader } from "@/components/shell/page-header";
import { createBusinessCalendar } from "@/lib/support/business-calendars/create";
import { businessCalendars } from "@/lib/support/business-calendars/resource";

export const generateMetadata = titled("support.commands.business-calendars.create.title");

export default async function NewBusinessCalendarPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, createBusinessCalendar.permission);
  const { t, href } = reader;
  const title = t("support.commands.business-calendars.create.title");
  return (
    <>
      <PageHeader
        title={title}
        description={t("support.commands.business-calendars.create.description")}
        crumbs={crumbsOf(reader, businessCalendars, { label: title })}
      />
      <ClientMessages namespaces={["support"]}>
        <CalendarForm
          initial={{
            name: "",
            timeZone: await getTimeZone(),
            days: draftHours(usualHours),
            holidays: [],
          }}
          timeZones={timeZones()}
          doneHref={href("support/business-calendars/:calendarId")}
          cancelHref={listPath(reader, businessCalendars)}
        />
      </ClientMessages>
    </>
  );
}
