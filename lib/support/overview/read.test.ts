import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { after, hours, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { supportOverview } from "@/lib/support/overview/read";
import { makeCalendar, makePolicy } from "@/lib/support/testing/promises";

let tenant: Tenant;
let caller: Caller;
let policyId: string;
let calendarId: string;

type Changes = Partial<Parameters<typeof prisma.supportTicket.create>[0]["data"]>;

async function ticket(changes: Changes, of: Tenant = tenant): Promise<void> {
  const id = newId();
  const at = now();
  const data = {
    id,
    number: `T${id.slice(-12)}`,
    organizationId: of.organizationId,
    queueId: of.organizationId,
    requesterName: "Ada",
    channel: "portal",
    type: "technical",
    subject: "Help",
    threadKey: id.replaceAll("-", "").slice(2),
    policyId,
    calendarId,
    createdAt: at,
    updatedAt: at,
    ...changes,
  } as Parameters<typeof prisma.supportTicket.create>[0]["data"];
  await prisma.supportTicket.create({ data, select: { id: true } });
}

beforeAll(async () => {
  tenant = await makeTenant(allPermissions);
  caller = callerAt(tenant, tenant.operatorId, allPermissions);
  calendarId = await makeCalendar(tenant.organizationId);
  policyId = await makePolicy(tenant.organizationId, { calendarId });
  const at = now();
  const done = { state: "closed", firstRespondedAt: at, resolvedAt: at, closedAt: at } as const;
  await ticket({ ...done, ratingOverall: 5, ratedAt: at });
  await ticket({ ...done, type: "quota", responseBreachedAt: at, ratingOverall: 2, ratedAt: at });
  await ticket({ ...done, resolveBreachedAt: at, createdAt: after(at, -hours(24 * 8)) });
  // Not decided yet, not promised, moved into another, and too long ago: none of them is late or in time.
  await ticket({ state: "open" });
  await ticket({ ...done, policyId: null });
  await ticket({ state: "merged" });
  await ticket({ ...done, createdAt: after(at, -hours(24 * 90)) });
  const other = await makeTenant(allPermissions);
  await ticket({ ...done, responseBreachedAt: at }, other);
});

const overview = () => supportOverview({ weeks: 4, timeZone: "UTC" }, caller);

describe("the overview of support", () => {
  it("counts what was promised and is decided, of the caller's tickets alone", async () => {
    const { all } = await overview();
    expect(all).toEqual({
      tickets: 5,
      response: { met: 2, missed: 1 },
      resolve: { met: 2, missed: 1 },
      rated: 2,
      rating: 3.5,
    });
  });

  it("tells weeks apart, from Monday to Monday, and adds up to the whole", async () => {
    const { weeks, all } = await overview();
    expect(weeks).toHaveLength(4);
    for (const [index, week] of weeks.entries()) {
      expect(new Date(week.from).getUTCDay()).toBe(1);
      if (weeks[index + 1]) expect(week.until).toBe(weeks[index + 1]?.from);
    }
    expect(weeks.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(all.tickets);
    expect(weeks.at(-1)).toMatchObject({ tickets: 4, resolve: { met: 2, missed: 0 } });
  });

  it("tells types apart, the most frequent first", async () => {
    const { types } = await overview();
    expect(types.map(({ type, tickets }) => [type, tickets])).toEqual([
      ["technical", 4],
      ["quota", 1],
    ]);
    expect(types[1]).toMatchObject({ response: { met: 0, missed: 1 }, rating: 2 });
  });
});
