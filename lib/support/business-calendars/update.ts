import { z } from "zod";
import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import {
  calendarHolidays,
  calendarHours,
  calendarName,
  calendarSelect,
  calendarTimeZone,
} from "@/lib/support/business-calendars/fields";
import { businessHours } from "@/lib/support/support-tickets/policy";
import { recalculateDueTimes } from "@/lib/support/support-tickets/recalculate";

/** Changes a calendar. Fields left out stay as they are; what open tickets are due at is worked out anew. */
export const updateBusinessCalendar = command({
  name: "business-calendars.update",
  permission: "support.calendars.write",
  input: object({
    calendarId: id,
    version: z.int().positive().optional(),
    name: calendarName.optional(),
    timeZone: calendarTimeZone.optional(),
    hours: calendarHours.optional(),
    holidays: calendarHolidays.optional(),
  }),
  scope: ofRow("business_calendar", (input) => input.calendarId),
  async run({ input: { calendarId, version, ...changes }, tx, audit, now }) {
    const where = { id: calendarId };
    const read = () => tx.businessCalendar.findUnique({ where, select: calendarSelect });
    const before = await read();
    if (!before) throw notFound();
    const { organizationId } = before;
    if (changes.name) {
      const twin = { organizationId, name: changes.name, id: { not: calendarId } };
      if ((await tx.businessCalendar.count({ where: twin })) > 0)
        throw conflict("support.calendar_name_taken", { name: changes.name });
    }
    await updateVersioned(
      version,
      (change) =>
        tx.businessCalendar.updateMany({
          where: { ...where, ...change.where },
          data: { ...changes, ...change.data, updatedAt: now },
        }),
      read,
    );
    const after = await tx.businessCalendar.findUniqueOrThrow({ where, select: calendarSelect });
    if (changes.timeZone || changes.hours || changes.holidays)
      await recalculateDueTimes(tx, {
        calendarId,
        before: businessHours(before),
        after: businessHours(after),
        now,
      });
    audit.target({ type: "business-calendars", id: calendarId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { calendarId, version: after.version };
  },
});
