import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import {
  calendarHolidays,
  calendarHours,
  calendarName,
  calendarTimeZone,
} from "@/lib/support/business-calendars/fields";

/** Says when somebody is there to answer (admin-prd 13): clocks of tickets run in these hours alone. */
export const createBusinessCalendar = command({
  name: "business-calendars.create",
  permission: "support.calendars.write",
  input: object({
    name: calendarName,
    timeZone: calendarTimeZone,
    hours: calendarHours,
    holidays: calendarHolidays.optional(),
    organizationId: id.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input, tx, place, audit, now }) {
    const { name, timeZone, hours, holidays = [] } = input;
    const calendarId = newId();
    const { count } = await tx.businessCalendar.createMany({
      data: {
        id: calendarId,
        organizationId: place.organizationId,
        name,
        timeZone,
        hours,
        holidays,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("support.calendar_name_taken", { name });
    audit.target({ type: "business-calendars", id: calendarId, label: name });
    audit.change(null, { name, timeZone, hours, holidays });
    return { calendarId, version: 1 };
  },
});
