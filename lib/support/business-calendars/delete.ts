import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { calendarSelect } from "@/lib/support/business-calendars/fields";

/** Takes a calendar away that no policy and no ticket counts by. */
export const deleteBusinessCalendar = command({
  name: "business-calendars.delete",
  permission: "support.calendars.write",
  input: object({ calendarId: id, reason: reason.optional() }),
  scope: ofRow("business_calendar", (input) => input.calendarId),
  async run({ input: { calendarId }, tx, audit }) {
    // Whoever names it in a policy meanwhile waits for this lock and then finds it gone.
    await tx.$queryRaw`select 1 from business_calendar where id = ${calendarId}::uuid for update`;
    const calendar = await tx.businessCalendar.findUnique({
      where: { id: calendarId },
      select: calendarSelect,
    });
    if (!calendar) throw notFound();
    const { organizationId: _, version: __, ...was } = calendar;
    const policies = await tx.slaPolicy.count({ where: { calendarId } });
    const tickets = await tx.supportTicket.count({ where: { calendarId } });
    if (policies + tickets > 0)
      throw refused("support.calendar_in_use", { name: was.name, policies, tickets });
    await tx.businessCalendar.delete({ where: { id: calendarId }, select: { id: true } });
    audit.target({ type: "business-calendars", id: calendarId, label: was.name });
    audit.change(was, null);
    return { calendarId };
  },
});
