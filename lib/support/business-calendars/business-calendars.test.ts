import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { createBusinessCalendar } from "@/lib/support/business-calendars/create";
import { deleteBusinessCalendar } from "@/lib/support/business-calendars/delete";
import { readBusinessCalendar } from "@/lib/support/business-calendars/read";
import { updateBusinessCalendar } from "@/lib/support/business-calendars/update";
import { makeCalendar, makePolicy, officeHours } from "@/lib/support/testing/promises";

let tenant: Tenant;
let caller: Caller;

beforeAll(async () => {
  tenant = await makeTenant(allPermissions);
  caller = callerAt(tenant, tenant.operatorId, allPermissions);
});

const create = (changes: object) =>
  perform(
    createBusinessCalendar,
    { name: "Office", timeZone: "Asia/Shanghai", hours: officeHours, ...changes },
    caller,
  );

const monday = (...spans: string[][]) => [spans, [], [], [], [], [], []];

describe("a business calendar", () => {
  it("keeps hours as they were given, and holidays once and in order", async () => {
    const { calendarId } = await create({
      name: "Shanghai",
      holidays: ["2026-10-02", "2026-10-01", "2026-10-02"],
    });
    expect(await readBusinessCalendar(calendarId, caller)).toMatchObject({
      hours: officeHours,
      holidays: ["2026-10-01", "2026-10-02"],
      timeZone: "Asia/Shanghai",
    });
  });

  it.each([
    ["a day that ends before it begins", { hours: monday(["18:00", "09:00"]) }, "hours.0.0"],
    ["times that overlap", { hours: monday(["09:00", "13:00"], ["12:00", "18:00"]) }, "hours.0"],
    ["times out of order", { hours: monday(["13:00", "18:00"], ["09:00", "12:00"]) }, "hours.0"],
    ["an hour that is none", { hours: monday(["09:00", "24:30"]) }, "hours.0.0.1"],
    ["a week without any hours", { hours: monday() }, "hours"],
    ["a week of six days", { hours: officeHours.slice(1) }, "hours"],
    ["a day that is none", { holidays: ["2026-02-30"] }, "holidays.0"],
    ["a time zone that is none", { timeZone: "Mars/Olympus" }, "timeZone"],
  ])("refuses %s", async (_, changes, path) => {
    await expect(create({ name: "Wrong", ...changes })).rejects.toMatchObject({
      code: "invalid_input",
      details: { fields: [expect.objectContaining({ path })] },
    });
  });

  it("takes a day that never ends", async () => {
    const { calendarId } = await create({ name: "Night", hours: monday(["00:00", "24:00"]) });
    expect((await readBusinessCalendar(calendarId, caller)).hours[0]).toEqual([["00:00", "24:00"]]);
  });

  it("has a name of its own in its organization, also when it is changed", async () => {
    await create({ name: "Taken" });
    await expect(create({ name: "Taken" })).rejects.toMatchObject({ reason: "support.calendar_name_taken" });
    const calendarId = await makeCalendar(tenant.organizationId);
    await expect(
      perform(updateBusinessCalendar, { calendarId, name: "Taken" }, caller),
    ).rejects.toMatchObject({
      reason: "support.calendar_name_taken",
    });
  });

  it("tells who was slower what stands there now", async () => {
    const calendarId = await makeCalendar(tenant.organizationId);
    await perform(updateBusinessCalendar, { calendarId, version: 1, timeZone: "Europe/Berlin" }, caller);
    await expect(
      perform(updateBusinessCalendar, { calendarId, version: 1, timeZone: "UTC" }, caller),
    ).rejects.toMatchObject({
      code: "conflict",
      details: { current: expect.objectContaining({ timeZone: "Europe/Berlin", version: 2 }) },
    });
  });

  it("goes only when nothing counts by it", async () => {
    const calendarId = await makeCalendar(tenant.organizationId);
    await makePolicy(tenant.organizationId, { calendarId, active: false });
    await expect(perform(deleteBusinessCalendar, { calendarId }, caller)).rejects.toMatchObject({
      reason: "support.calendar_in_use",
      params: { policies: 1, tickets: 0 },
    });
    const unused = await makeCalendar(tenant.organizationId);
    await perform(deleteBusinessCalendar, { calendarId: unused }, caller);
    await expect(readBusinessCalendar(unused, caller)).rejects.toMatchObject({ code: "not_found" });
  });
});
