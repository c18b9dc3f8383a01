import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { days, after as later, now } from "@/lib/core/clock";
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
  expect(counted).toMatchObject([{ day, waiting: 2, open: 0 }]);
  expect((await readBoard(day, caller, null)).tickets).toHaveLength(4);
});
