import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { days, after as later, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { callerAt, makeTenant, platform } from "@/lib/core/testing/world";
import { readBoard, readCalendar } from "@/lib/field-service/board/read";
import { makeCentre, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { allPermissions } from "@/lib/registry";

it("shows a centre its own visits and those that wait and are nobody's, on the board and in the calendar", async () => {
  await platform();
  const tenant = await makeTenant(allPermissions);
  const caller = callerAt(tenant, tenant.operatorId, allPermissions);
  const at = tenant.organizationId;
  const [centreId, elsewhere] = [await makeCentre(at), await makeCentre(at)];
  const appointmentStart = later(now(), days(40));
  const own = await makeTicket(at, { centreId, appointmentStart });
  const stranger = await makeTicket(at, { appointmentStart });
  await makeTicket(at, { centreId: elsewhere, appointmentStart });
  const technicianId = await makeTechnician(at, { centreId: elsewhere });
  await makeTicket(at, { state: "assigned", technicianId, centreId: elsewhere, appointmentStart });
  const day = appointmentStart.toISOString().slice(0, 10);
  const { tickets } = await readBoard(day, caller, centreId);
  expect(tickets.map((ticket) => ticket.id).sort()).toEqual([own, stranger].sort());
  const counted = await readCalendar(day.slice(0, 7), caller, centreId);
  const none = { assigned: 0, in_progress: 0, completed: 0, overdue: 0 };
  expect(counted).toEqual([{ day, booked: 2, confirmed: 0, ...none }]);
  await makeTicket(at, { state: "canceled", centreId, appointmentStart });
  await makeTicket(at, { state: "completed", centreId, appointmentStart });
  await prisma.serviceTicket.update({
    where: { id: own },
    data: { state: "confirmed", dueAt: later(now(), -days(1)) },
    select: { id: true },
  });
  // What is overdue stands in its state as well.
  expect(await readCalendar(day.slice(0, 7), caller, centreId)).toEqual([
    { day, ...none, booked: 1, confirmed: 1, completed: 1, overdue: 1 },
  ]);
  expect((await readBoard(day, caller, null)).tickets).toHaveLength(5);
});
