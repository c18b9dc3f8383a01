import "@/lib/core/testing/database";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { days, after as later, minutes, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, makeTenant, platform } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { updateBusinessCalendar } from "@/lib/support/business-calendars/update";
import { updateSlaPolicy } from "@/lib/support/sla-policies/update";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { businessSeconds } from "@/lib/support/support-tickets/business-time";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { businessHours, calendarSelect, policyFor } from "@/lib/support/support-tickets/policy";
import { reopenTicket } from "@/lib/support/support-tickets/reopen";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { watchSupport } from "@/lib/support/support-tickets/sla-job";
import { updateTicket } from "@/lib/support/support-tickets/update";
import { makeCalendar, makePolicy, officeHours } from "@/lib/support/testing/promises";
import { failureOf, type Scene, supportScene } from "@/lib/support/testing/scene";

let scene: Scene;
let policyId: string;
let calendarId: string;

beforeAll(async () => {
  await platform();
});
// Office hours in Shanghai: half past nine to five with an hour's break; a holiday on the first of October.
beforeEach(async () => {
  scene = await supportScene();
  const { organizationId } = scene.tenant;
  calendarId = await makeCalendar(organizationId, {
    timeZone: "Asia/Shanghai",
    hours: officeHours,
    holidays: ["2026-10-01"],
  });
  policyId = await makePolicy(organizationId, {
    calendarId,
    firstResponseMinutes: 120,
    resolveMinutes: 960,
    warnMinutes: 30,
  });
});

const at = (text: string): Date => new Date(text);
const ticketOf = (id: string) => prisma.supportTicket.findUniqueOrThrow({ where: { id } });
const question = { type: "technical", subject: "The gateway answers 502", body: "Since this morning." };

const openedAt = (moment: Date, changes: object = {}) =>
  withClock(moment, async () => {
    const { ticketId } = await perform(openSupportTicket, { ...question, ...changes }, scene.customer);
    return ticketId;
  });
const answered = (moment: Date, ticketId: string, wait = false) =>
  withClock(moment, () => perform(commentOnTicket, { ticketId, body: "Answer.", wait }, scene.agent));
const replied = (moment: Date, ticketId: string) =>
  withClock(moment, () => perform(commentOnTicket, { ticketId, body: "Reply." }, scene.customer));
const watchedAt = (moment: Date) => withClock(moment, () => watchSupport());
/** What somebody was told of a ticket's clocks. */
const told = async (operatorId: string, ticketId: string): Promise<string[]> =>
  (
    await prisma.inboxItem.findMany({
      where: { operatorId, href: { endsWith: ticketId }, message: { contains: "ed_re" } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { message: true },
    })
  ).map(({ message }) => message.replace("support.inbox.", ""));

describe("what is promised", () => {
  it("runs over a holiday and a weekend in the calendar's hours", async () => {
    // A Wednesday, half past four in Shanghai: an hour is left of the day, Thursday is off.
    const id = await openedAt(at("2026-09-30T08:30:00Z"));
    expect(await ticketOf(id)).toMatchObject({
      policyId,
      slaState: "running",
      responseDueAt: at("2026-10-02T02:00:00Z"),
      // One hour, seven and a half on Friday, seven and a half on Monday.
      resolveDueAt: at("2026-10-05T09:30:00Z"),
      warnAt: at("2026-10-02T01:30:00Z"),
    });
  });

  it("stands while the customer is waited for, and goes on with what is left, over the weekend and all", async () => {
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    await answered(at("2026-09-28T02:00:00Z"), id, true);
    expect(await ticketOf(id)).toMatchObject({
      slaState: "paused",
      responseDueAt: null,
      resolveDueAt: null,
      responseLeftSeconds: null,
      resolveLeftSeconds: (960 - 60) * 60,
      firstRespondedAt: at("2026-09-28T02:00:00Z"),
    });
    await watchedAt(at("2026-11-30T00:00:00Z"));
    expect(await ticketOf(id)).toMatchObject({ slaState: "paused", resolveBreachedAt: null });
    // Asked again on a Saturday: what is left begins on Monday.
    await replied(at("2026-10-10T03:00:00Z"), id);
    expect(await ticketOf(id)).toMatchObject({
      state: "open",
      slaState: "running",
      resolveDueAt: at("2026-10-13T09:30:00Z"),
    });
  });

  it("is the same work whatever pauses come between: never more nor less than was promised", async () => {
    const calendar = businessHours(
      await prisma.businessCalendar.findUniqueOrThrow({ where: { id: calendarId }, select: calendarSelect }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 * 24 * 60 }),
        fc.array(fc.integer({ min: 1, max: 3 * 24 * 60 }), { minLength: 2, maxLength: 6 }),
        async (start, gaps) => {
          let moment = later(at("2026-09-01T00:00:00Z"), minutes(start));
          const id = await openedAt(moment);
          let worked = 0;
          for (const [index, gap] of gaps.entries()) {
            const next = later(moment, minutes(gap));
            if (index % 2 === 0) worked += businessSeconds(calendar, moment, next);
            moment = next;
            await (index % 2 === 0 ? answered(moment, id, true) : replied(moment, id));
          }
          const ticket = await ticketOf(id);
          const left = Math.max(0, 960 * 60 - worked);
          if (ticket.state === "pending") expect(ticket.resolveLeftSeconds).toBe(left);
          else expect(businessSeconds(calendar, moment, ticket.resolveDueAt ?? moment)).toBe(left);
          expect(ticket.resolveBreachedAt !== null).toBe(worked > 960 * 60);
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  it("moves with a calendar that moves: what is left by the old hours is left by the new ones", async () => {
    const opening = at("2026-09-28T01:00:00Z");
    const [running, waiting, late] = [
      await openedAt(opening),
      await openedAt(opening),
      await openedAt(at("2026-09-01T01:00:00Z")),
    ];
    await answered(at("2026-09-28T02:00:00Z"), waiting, true);
    const lateDue = (await ticketOf(late)).responseDueAt;
    const staff = callerAt(scene.tenant, scene.tenant.operatorId, allPermissions);
    // Ten in Shanghai: an hour has gone by. In Berlin it is four in the morning.
    await withClock(at("2026-09-28T02:00:00Z"), () =>
      perform(updateBusinessCalendar, { calendarId, timeZone: "Europe/Berlin" }, staff),
    );
    expect(await ticketOf(running)).toMatchObject({
      // The hour that is left of the first answer, from nine in Berlin.
      responseDueAt: at("2026-09-28T08:00:00Z"),
      slaState: "running",
    });
    expect(await ticketOf(waiting)).toMatchObject({ resolveLeftSeconds: 900 * 60, resolveDueAt: null });
    expect((await ticketOf(late)).responseDueAt).toEqual(lateDue);
    expect((await ticketOf(late)).slaState).toBe("breached");
    await replied(at("2026-09-28T07:00:00Z"), waiting);
    // 900 minutes from nine in Berlin: two days of seven and a half hours.
    expect((await ticketOf(waiting)).resolveDueAt).toEqual(at("2026-09-29T15:30:00Z"));
  });

  it("is more when it becomes more pressing, and what has gone by counts", async () => {
    const { organizationId } = scene.tenant;
    const urgent = await makePolicy(organizationId, {
      calendarId,
      priority: "urgent",
      firstResponseMinutes: 90,
      resolveMinutes: 240,
    });
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    await withClock(at("2026-09-28T02:00:00Z"), () =>
      perform(updateTicket, { ticketId: id, priority: "urgent" }, scene.agent),
    );
    expect(await ticketOf(id)).toMatchObject({
      policyId: urgent,
      responseDueAt: at("2026-09-28T02:30:00Z"),
      // Four hours of work from nine, with a break at half past twelve.
      resolveDueAt: at("2026-09-28T06:00:00Z"),
    });
    await withClock(at("2026-09-28T02:10:00Z"), () =>
      perform(updateTicket, { ticketId: id, priority: "low" }, scene.agent),
    );
    expect(await ticketOf(id)).toMatchObject({ policyId: null, slaState: "none", resolveDueAt: null });
  });

  it("that was broken stays broken, and what has gone by counts, though for a while nothing is promised", async () => {
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    const update = (moment: string, priority: string) =>
      withClock(at(moment), () => perform(updateTicket, { ticketId: id, priority }, scene.agent));
    // Half past eleven in Shanghai: the first answer was due at eleven.
    await update("2026-09-28T03:30:00Z", "low");
    const broken = { slaState: "breached", responseBreachedAt: at("2026-09-28T03:00:00Z") };
    expect(await ticketOf(id)).toMatchObject({ ...broken, policyId: null, resolveDueAt: null });
    await update("2026-09-29T01:00:00Z", "normal");
    expect(await ticketOf(id)).toMatchObject({
      ...broken,
      policyId,
      // 810 minutes from nine on Tuesday: the day in between was promised to nobody.
      resolveDueAt: at("2026-09-30T08:00:00Z"),
    });
  });

  it("is what it was when it was promised, whatever the policy promises others since", async () => {
    await makePolicy(scene.tenant.organizationId, {
      calendarId,
      priority: "urgent",
      firstResponseMinutes: 90,
      resolveMinutes: 240,
    });
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    const staff = callerAt(scene.tenant, scene.tenant.operatorId, allPermissions);
    const slower = { policyId, firstResponseMinutes: 600, resolveMinutes: 4800 };
    await perform(updateSlaPolicy, slower, staff);
    await withClock(at("2026-09-28T02:00:00Z"), () =>
      perform(updateTicket, { ticketId: id, priority: "urgent" }, scene.agent),
    );
    // An hour of 120 and 960 minutes has gone by, not one of 600 and 4800.
    expect(await ticketOf(id)).toMatchObject({
      responseDueAt: at("2026-09-28T02:30:00Z"),
      resolveDueAt: at("2026-09-28T06:00:00Z"),
      promisedResponseMinutes: 90,
      promisedResolveMinutes: 240,
    });
  });

  it("goes on where what the customer wrote meanwhile is joined to a ticket that waits for them", async () => {
    const waiting = await openedAt(at("2026-09-28T01:00:00Z"));
    await answered(at("2026-09-28T02:00:00Z"), waiting, true);
    const fresh = await openedAt(at("2026-09-29T01:00:00Z"), { subject: "It is Frankfurt" });
    await withClock(at("2026-09-29T01:30:00Z"), () =>
      perform(mergeTicket, { ticketId: fresh, intoId: waiting }, scene.agent),
    );
    expect(await ticketOf(waiting)).toMatchObject({
      state: "open",
      slaState: "running",
      // 900 minutes are left from half past nine: two days but for the half hour.
      resolveDueAt: at("2026-10-02T01:30:00Z"),
    });
    const answeredToo = await openedAt(at("2026-09-29T02:00:00Z"));
    await answered(at("2026-09-29T02:00:00Z"), answeredToo, true);
    await answered(at("2026-09-29T02:10:00Z"), waiting, true);
    await perform(mergeTicket, { ticketId: answeredToo, intoId: waiting }, scene.agent);
    expect(await ticketOf(waiting)).toMatchObject({ state: "pending", slaState: "paused" });
  });

  it("goes on with what was left when it is opened again", async () => {
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    await withClock(at("2026-09-28T02:00:00Z"), () => perform(resolveTicket, { ticketId: id }, scene.agent));
    expect(await ticketOf(id)).toMatchObject({ slaState: "met", resolveLeftSeconds: 900 * 60 });
    await withClock(at("2026-10-05T01:00:00Z"), () =>
      perform(reopenTicket, { ticketId: id }, scene.customer),
    );
    expect(await ticketOf(id)).toMatchObject({
      slaState: "running",
      resolveDueAt: at("2026-10-06T09:30:00Z"),
      responseDueAt: null,
    });
  });
});

describe("the policy that counts", () => {
  it("is the nearest one in the tree, then the one that names the type; none means no clock", async () => {
    const above = await makeTenant([]);
    const below = await makeTenant([], above);
    const of = (type: string, priority = "high") =>
      policyFor(prisma, { organizationId: below.organizationId, type, priority });
    expect(await of("technical")).toBeNull();
    const anyAbove = await makePolicy(above.organizationId, { priority: "high" });
    const typedAbove = await makePolicy(above.organizationId, { priority: "high", type: "quota" });
    expect((await of("technical"))?.id).toBe(anyAbove);
    expect((await of("quota"))?.id).toBe(typedAbove);
    expect(await of("technical", "urgent")).toBeNull();
    const own = await makePolicy(below.organizationId, { priority: "high" });
    expect((await of("quota"))?.id).toBe(own);
    await prisma.slaPolicy.update({ where: { id: own }, data: { active: false } });
    expect((await of("quota"))?.id).toBe(typedAbove);
  });
});

describe("the job", () => {
  it("warns once before something is due, notes once what was missed, and tells who works on it", async () => {
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    await withClock(at("2026-09-28T01:05:00Z"), () => perform(assignTicket, { ticketId: id }, scene.agent));
    const { number } = await ticketOf(id);
    await watchedAt(at("2026-09-28T02:29:59Z"));
    expect(await told(scene.agentId, id)).toEqual([]);
    await watchedAt(at("2026-09-28T02:30:00Z"));
    await watchedAt(at("2026-09-28T02:31:00Z"));
    expect(await told(scene.agentId, id)).toEqual(["warned_response"]);
    expect(await ticketOf(id)).toMatchObject({ slaState: "due_soon", version: 2 });
    await watchedAt(at("2026-09-28T03:00:00Z"));
    expect((await ticketOf(id)).responseBreachedAt).toBeNull();
    await watchedAt(at("2026-09-28T03:01:00Z"));
    await watchedAt(at("2026-09-28T03:02:00Z"));
    expect(await told(scene.agentId, id)).toEqual(["warned_response", "breached_response"]);
    expect(await ticketOf(id)).toMatchObject({
      slaState: "breached",
      responseBreachedAt: at("2026-09-28T03:00:00Z"),
    });
    // The resolution, due at ten on Wednesday, has a warning and a breach of its own.
    await watchedAt(at("2026-09-30T01:30:00Z"));
    await watchedAt(at("2026-09-30T02:00:01Z"));
    const all = ["warned_response", "breached_response", "warned_resolve", "breached_resolve"];
    expect(await told(scene.agentId, id)).toEqual(all);
    expect(await told(scene.otherId, id)).toEqual([]);
    const { email } = await prisma.operator.findUniqueOrThrow({ where: { id: scene.agentId } });
    const mails = { recipient: email, subject: { contains: number }, text: { contains: `/ops/support/` } };
    expect(await prisma.outgoingMail.count({ where: mails })).toBe(4);
  });

  it("tells those who hand out the queue of what nobody has", async () => {
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    await watchedAt(at("2026-09-28T02:30:00Z"));
    for (const operatorId of [scene.agentId, scene.otherId])
      expect(await told(operatorId, id)).toEqual(["warned_response"]);
    expect(await told(scene.tenant.operatorId, id)).toEqual([]);
  });

  it("finds a late answer late even when it did not look in between", async () => {
    const id = await openedAt(at("2026-09-28T01:00:00Z"));
    await answered(at("2026-09-28T03:00:01Z"), id);
    expect(await ticketOf(id)).toMatchObject({
      responseBreachedAt: at("2026-09-28T03:00:00Z"),
      slaState: "breached",
    });
    const punctual = await openedAt(at("2026-09-28T01:00:00Z"));
    await answered(at("2026-09-28T03:00:00Z"), punctual);
    expect(await ticketOf(punctual)).toMatchObject({ responseBreachedAt: null, slaState: "running" });
  });

  it("closes what was resolved a week ago, and one that fails stops none of the others", async () => {
    const start = at("2026-09-28T01:00:00Z");
    const [good, bad, fresh] = [await openedAt(start), await openedAt(start), await openedAt(start)];
    for (const id of [good, bad])
      await withClock(start, () => perform(resolveTicket, { ticketId: id }, scene.agent));
    await withClock(later(start, days(3)), () => perform(resolveTicket, { ticketId: fresh }, scene.agent));
    // Something the database itself refuses.
    await prisma.$executeRawUnsafe(
      `create function refuse_it() returns trigger language plpgsql as $$ begin if new.id = '${bad}' and new.state = 'closed' then raise exception 'refused'; end if; return new; end $$`,
    );
    await prisma.$executeRawUnsafe(
      "create trigger refuse_it before update on support_ticket for each row execute function refuse_it()",
    );
    const run = await watchedAt(later(start, days(7)));
    await prisma.$executeRawUnsafe("drop trigger refuse_it on support_ticket");
    expect(run.failed).toBe(1);
    expect((await ticketOf(good)).state).toBe("closed");
    expect((await ticketOf(bad)).state).toBe("resolved");
    expect((await ticketOf(fresh)).state).toBe("resolved");
    expect(
      (await failureOf(withClock(later(start, days(30)), () => replied(later(start, days(30)), good))))
        .reason,
    ).toBe("support.reopen_too_late");
  });
});
