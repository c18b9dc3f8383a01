import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { CalendarHoursCard, HolidaysCard } from "@/components/console/support/calendar-cards";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { deleteBusinessCalendar } from "@/lib/support/business-calendars/delete";
import { readBusinessCalendar } from "@/lib/support/business-calendars/read";
import { businessCalendars } from "@/lib/support/business-calendars/resource";
import { slaPolicies } from "@/lib/support/sla-policies/resource";

export const generateMetadata = titled("support.resources.business-calendars.one");

export default async function BusinessCalendarPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, businessCalendars.permission), params]);
  const { caller, t, href, panel } = reader;
  const [calendar, values] = await orNotFound(
    Promise.all([readBusinessCalendar(id, caller), record(businessCalendars, id, caller)]),
  );
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, businessCalendars, { label: calendar.name })}
      title={calendar.name}
      number={id}
      links={
        may(caller, "support.calendars.write", calendar.path) ? (
          <EditLink reader={reader} href={href(`support/business-calendars/${id}/edit`)} />
        ) : null
      }
      actions={offered([
        offer(
          reader,
          deleteBusinessCalendar,
          {
            icon: "trash-2",
            danger: true,
            ask: ["reason"],
            defaults: { calendarId: id },
            doneHref: listPath(reader, businessCalendars),
          },
          calendar.path,
        ),
      ])}
      facts={factsOf(describeResource(businessCalendars, caller, t, panel), values, [
        "timeZone",
        "organization",
        "createdAt",
        "updatedAt",
      ])}
      target={{ type: "business-calendars", id }}
    >
      <CalendarHoursCard reader={reader} hours={calendar.hours} timeZone={calendar.timeZone} />
      <HolidaysCard reader={reader} dates={calendar.holidays} />
      <RelatedList
        reader={reader}
        resource={slaPolicies}
        filters={{ calendarId: id }}
        columns={["name", "type", "priority", "firstResponseMinutes", "resolveMinutes", "active"]}
      />
    </RecordPage>
  );
}
