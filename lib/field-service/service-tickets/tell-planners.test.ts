import "@/lib/core/testing/database";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { days, hours, after as later, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translator";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { bookServiceTicket } from "@/lib/field-service/service-tickets/book";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { cancelFollowed, rescheduleFollowed } from "@/lib/field-service/service-tickets/follow";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { momentAt } from "@/lib/field-service/service-tickets/slots";
import { makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { readInboxItem } from "@/lib/notifications/inbox/read";
import { inboxText } from "@/lib/notifications/inbox/text";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let planner: string;

beforeAll(async () => {
  await platform();
});
beforeEach(async () => {
  tenant = await makeTenant(allPermissions);
  ({ operatorId: planner } = await makeOperator(tenant, ["field-service.tickets.assign"]));
});

const office = () => callerAt(tenant, tenant.operatorId, allPermissions);
const facts = () => ({ requestId: newId(), address: "192.0.2.7", userAgent: "test", locale: "en" as const });
const tomorrow = (hour: string) =>
  momentAt(later(now(), days(2)).toISOString().slice(0, 10), `${hour}:00`, "UTC");

async function told(operatorId: string): Promise<string[]> {
  const items = await prisma.inboxItem.findMany({ where: { operatorId }, orderBy: { createdAt: "asc" } });
  const t = await translator("en");
  return items.map((item) => inboxText(item, t, "en"));
}

it("whoever assigns is told what a customer did, and that a visit lost its technician", async () => {
  const { operatorId } = await makeOperator(tenant, ["field-service.jobs.work"]);
  const technicianId = await makeTechnician(tenant.organizationId, { operatorId, name: "Hannah" });
  const secret = "a".repeat(43);
  const ticketId = await makeTicket(tenant.organizationId, {
    state: "assigned",
    technicianId,
    secret,
    appointmentStart: await tomorrow("10"),
  });
  const { number } = await prisma.serviceTicket.findUniqueOrThrow({ where: { id: ticketId } });
  const at = await tomorrow("13");
  await rescheduleFollowed(secret, { version: 1, appointmentStart: at.toISOString() }, facts());
  expect(await told(planner)).toEqual([
    expect.stringMatching(new RegExp(`^The customer moved ${number} from .+ 10:00 to .+ 13:00\\.$`)),
  ]);
  expect(await told(operatorId)).toEqual([
    expect.stringMatching(new RegExp(`^${number} was moved from .+ 10:00 to .+ 13:00\\.$`)),
  ]);
  // Where the technician has no room somebody is needed, whoever moved it; who did knows already.
  const busy = await tomorrow("15");
  await makeTicket(tenant.organizationId, { state: "assigned", technicianId, appointmentStart: busy });
  const move = { ticketId, version: 2, appointmentStart: busy.toISOString() };
  await perform(rescheduleServiceTicket, move, office());
  expect((await told(planner))[1]).toMatch(/when Hannah has no room\. It waits for a technician\.$/);
  expect(await told(tenant.operatorId)).toHaveLength(1);
  await cancelFollowed(secret, { version: 3, reason: "It works again." }, facts());
  expect((await told(planner))[2]).toBe(`The customer called ${number} off: It works again.`);
  expect(await told(planner)).toHaveLength(3);
});

it("what the office does itself is no news to it", async () => {
  const ticketId = await makeTicket(tenant.organizationId);
  const appointmentStart = later(now(), days(3) + hours(1)).toISOString();
  await perform(rescheduleServiceTicket, { ticketId, appointmentStart }, office());
  await perform(cancelServiceTicket, { ticketId, reason: "Booked twice." }, office());
  expect(await told(planner)).toEqual([]);
});

it("bookings of strangers are told of once until it was read, and none that staff made", async () => {
  const input = {
    customerName: "Ada Customer",
    phone: "+1 415 555 0123",
    address: "1 Harbour Road",
    issue: "The meter is dark.",
    appointmentStart: later(now(), days(1)).toISOString(),
    organizationId: tenant.organizationId,
  };
  await perform(bookServiceTicket, input, office());
  expect(await told(planner)).toEqual([]);
  const stranger = await systemCaller("booking");
  const first = await perform(bookServiceTicket, input, stranger);
  await perform(bookServiceTicket, input, stranger);
  expect(await told(planner)).toEqual([
    `Customers booked visits that wait to be confirmed. The first: ${first.number}, 1 Harbour Road`,
  ]);
  const item = await prisma.inboxItem.findFirstOrThrow({ where: { operatorId: planner } });
  await perform(readInboxItem, { inboxItemId: item.id }, callerAt(tenant, planner, []));
  await perform(bookServiceTicket, input, stranger);
  expect(await told(planner)).toHaveLength(2);
});
