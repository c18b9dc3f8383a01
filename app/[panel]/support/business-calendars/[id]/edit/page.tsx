import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { draftHours } from "@/components/console/support/calendar-draft";
import { CalendarForm } from "@/components/console/support/calendar-form";
import { timeZones } from "@/components/console/support/calendar-start";
import { PageHeader } from "@/components/shell/page-header";
import { may } from "@/lib/core/caller";
import { readBusinessCalendar } from "@/lib/support/business-calendars/read";
import { businessCalendars } from "@/lib/support/business-calendars/resource";
import { updateBusinessCalendar } from "@/lib/support/business-calendars/update";

export const generateMetadata = titled("support.commands.business-calendars.update.title");

export default async function EditBusinessCalendarPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, businessCalendars.permission), params]);
  const { caller, t, href } = reader;
  const calendar = await orNotFound(readBusinessCalendar(id, caller));
  if (!may(caller, updateBusinessCalendar.permission ?? "", calendar.path)) notFound();
  const page = href(`support/business-calendars/${id}`);
  const title = t("support.commands.business-calendars.update.title");
  const { name, timeZone, hours, holidays, version } = calendar;
  return (
    <>
      <PageHeader
        title={title}
        description={t("support.commands.business-calendars.update.description")}
        crumbs={crumbsOf(reader, businessCalendars, { label: name, href: page }, { label: title })}
      />
      <ClientMessages namespaces={["support"]}>
        <CalendarForm
          initial={{ name, timeZone, days: draftHours(hours), holidays }}
          saved={{ id, version }}
          timeZones={timeZones()}
          doneHref={href("support/business-calendars/:calendarId")}
          cancelHref={page}
        />
      </ClientMessages>
    </>
  );
}
