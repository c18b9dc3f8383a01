import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { operatorOf } from "@/lib/core/caller";
import { days, hours, after as later, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { worksOnly } from "@/lib/field-service/jobs/home";
import { readJobs } from "@/lib/field-service/jobs/read";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { noteServiceTicket } from "@/lib/field-service/service-tickets/note";
import { reassignServiceTicket } from "@/lib/field-service/service-tickets/reassign";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { makeReceipt, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { notify } from "@/lib/notifications/inbox/notify";
import { readInboxItem } from "@/lib/notifications/inbox/read";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
});

async function technician() {
  const permissions = ["field-service.jobs.work"];
  const { operatorId } = await makeOperator(tenant, permissions);
  const id = await makeTechnician(tenant.organizationId, { operatorId });
  return { id, caller: callerAt(tenant, operatorId, permissions) };
}

describe("what a technician's phone keeps", () => {
  it("is their own open jobs in the order of the day, with photos and history, and no whole number", async () => {
    const { id, caller } = await technician();
    const other = await technician();
    const tomorrow = await makeTicket(tenant.organizationId, { state: "assigned", technicianId: id });
    const sooner = await makeTicket(tenant.organizationId, {
      state: "in_progress",
      technicianId: id,
      appointmentStart: later(now(), hours(1)),
    });
    await makeTicket(tenant.organizationId, { state: "assigned", technicianId: other.id });
    await makeReceipt(tenant.organizationId, sooner);
    await perform(noteServiceTicket, { ticketId: sooner, note: "Bring a ladder" }, caller);
    const { jobs, technician: name } = await readJobs(caller);
    expect(jobs.map((job) => job.id)).toEqual([sooner, tomorrow]);
    expect(jobs[0]!.images).toHaveLength(1);
    expect(jobs[0]!.events[0]).toMatchObject({ action: "note", note: "Bring a ladder", automatic: false });
    expect(name).not.toBeNull();
    expect(JSON.stringify(jobs)).not.toMatch(/\+1\d{6}/);
  });

  it("is what ended lately, and what ended long ago only when asked for", async () => {
    const { id, caller } = await technician();
    const done = async (daysAgo: number) => {
      const ticket = await makeTicket(tenant.organizationId, { state: "completed", technicianId: id });
      const stateSince = later(now(), -days(daysAgo));
      await prisma.serviceTicket.update({
        where: { id: ticket },
        data: { stateSince },
        select: { id: true },
      });
      return ticket;
    };
    const [lately, old] = [await done(2), await done(5)];
    expect((await readJobs(caller)).jobs.map((job) => job.id)).toEqual([lately]);
    const asked = await readJobs(caller, { also: old });
    expect(new Set(asked.jobs.map((job) => job.id))).toEqual(new Set([lately, old]));
    const stranger = await technician();
    expect((await readJobs(stranger.caller, { also: old })).jobs).toEqual([]);
    expect((await readJobs(stranger.caller, { also: "no-id" })).jobs).toEqual([]);
  });

  it("tells what was taken from them, by whom, and nothing of the customer", async () => {
    const [first, second] = [await technician(), await technician()];
    const ticketId = await makeTicket(tenant.organizationId, { state: "confirmed" });
    const office = callerAt(tenant, tenant.operatorId, allPermissions);
    await perform(assignServiceTicket, { ticketId, technicianId: first.id }, office);
    expect((await readJobs(first.caller)).taken).toEqual([]);
    await perform(reassignServiceTicket, { ticketId, technicianId: second.id, reason: "Sick" }, office);
    const { jobs, taken } = await readJobs(first.caller);
    expect(jobs).toEqual([]);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({
      ticketId,
      action: "reassigned",
      actor: office.actor.label,
      automatic: false,
      reason: "Sick",
    });
    expect(JSON.stringify(taken)).not.toContain("Ada Customer");
    expect((await readJobs(second.caller)).taken).toEqual([]);
    await perform(reassignServiceTicket, { ticketId, technicianId: first.id }, office);
    expect((await readJobs(first.caller)).taken).toEqual([]);
    expect((await readJobs(second.caller)).taken).toHaveLength(1);
  });

  it("tells of what was taken lately, however long they had it, and of nothing that came after", async () => {
    const [first, second, third] = [await technician(), await technician(), await technician()];
    const office = callerAt(tenant, tenant.operatorId, allPermissions);
    const events = (ticketId: string) => ({
      where: { ticketId, action: { in: ["assigned", "reassigned"] } },
    });
    const ago = async (ticketId: string, count: number) =>
      prisma.serviceTicketEvent.updateMany({
        ...events(ticketId),
        data: { createdAt: later(now(), -days(count)) },
      });
    const held = await makeTicket(tenant.organizationId, { state: "confirmed" });
    await perform(assignServiceTicket, { ticketId: held, technicianId: first.id }, office);
    await ago(held, 20);
    await perform(reassignServiceTicket, { ticketId: held, technicianId: second.id }, office);
    expect((await readJobs(first.caller)).taken).toMatchObject([{ ticketId: held, action: "reassigned" }]);
    // Taken from the first long ago; that the second lost it, too, is news to the second alone.
    const gone = await makeTicket(tenant.organizationId, {
      state: "confirmed",
      appointmentStart: later(now(), days(9)),
    });
    await withClock(
      () => later(new Date(), -days(30)),
      () => perform(assignServiceTicket, { ticketId: gone, technicianId: third.id }, office),
    );
    await withClock(
      () => later(new Date(), -days(20)),
      () => perform(reassignServiceTicket, { ticketId: gone, technicianId: second.id }, office),
    );
    expect((await readJobs(third.caller)).taken).toEqual([]);
    await perform(reassignServiceTicket, { ticketId: gone, technicianId: first.id }, office);
    expect((await readJobs(third.caller)).taken).toEqual([]);
    expect((await readJobs(second.caller)).taken).toMatchObject([{ ticketId: gone }]);
  });

  it("is what they were told and have not read, in their language, and of no other kind", async () => {
    const { id, caller } = await technician();
    const office = callerAt(tenant, tenant.operatorId, allPermissions);
    const ticketId = await makeTicket(tenant.organizationId, { state: "confirmed" });
    await perform(assignServiceTicket, { ticketId, technicianId: id }, office);
    const appointmentStart = later(now(), days(4)).toISOString();
    await perform(rescheduleServiceTicket, { ticketId, appointmentStart }, office);
    const operatorId = operatorOf(caller)!;
    await inTransaction((tx) =>
      notify(tx, {
        operatorIds: [operatorId],
        message: "support.inbox.mail_unknown",
        organizationId: null,
        now: now(),
      }),
    );
    const { news, jobs: own } = await readJobs(caller);
    expect(news.map(({ text }) => text)).toEqual([
      expect.stringMatching(new RegExp(`^${own[0]!.number} was moved from .+ to .+\\.$`)),
      `${own[0]!.number} was assigned to you: 1 Harbour Road`,
    ]);
    expect(news[0]).toMatchObject({ ticketId, id: expect.any(String) });
    await perform(readInboxItem, { inboxItemId: news[0]!.id }, caller);
    const inChinese = await readJobs({ ...caller, locale: "zh" });
    expect(inChinese.news.map(({ text }) => text)).toEqual([`${own[0]!.number} 已分配给您：1 Harbour Road`]);
  });

  it("is refused without the permission", async () => {
    await expect(
      readJobs(callerAt(tenant, tenant.operatorId, ["field-service.tickets.read"])),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

it("knows who is here for their jobs alone", () => {
  const grant = (...permissions: string[]) => ({ path: "a", permissions: new Set(permissions) });
  expect(worksOnly({ grants: [grant("field-service.jobs.work")] })).toBe(true);
  expect(worksOnly({ grants: [grant("field-service.jobs.work"), grant("governance.roles.read")] })).toBe(
    false,
  );
  expect(worksOnly({ grants: [] })).toBe(false);
});
