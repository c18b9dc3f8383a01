import "@/lib/core/testing/database";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { days, hours, after as later, now, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { jobs } from "@/lib/field-service/jobs/resource";
import { addTicketImage } from "@/lib/field-service/service-tickets/add-image";
import { bookPublicly } from "@/lib/field-service/service-tickets/book-publicly";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { completeServiceTicket } from "@/lib/field-service/service-tickets/complete";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { dueAt } from "@/lib/field-service/service-tickets/due";
import {
  cancelFollowed,
  followedTicket,
  rescheduleFollowed,
} from "@/lib/field-service/service-tickets/follow";
import { type ServiceTicketState, serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
import { noteServiceTicket } from "@/lib/field-service/service-tickets/note";
import { readServiceTicket } from "@/lib/field-service/service-tickets/read";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { revealTicketPhone } from "@/lib/field-service/service-tickets/reveal-phone";
import { startServiceTicket } from "@/lib/field-service/service-tickets/start";
import { watchTickets } from "@/lib/field-service/service-tickets/watch";
import { deactivateTechnician } from "@/lib/field-service/technicians/deactivate";
import { someImage } from "@/lib/field-service/testing/examples";
import { makeReceipt, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { allPermissions } from "@/lib/registry";

const all = (tenant: Tenant, changes: Partial<Caller> = {}): Caller =>
  callerAt(tenant, tenant.operatorId, allPermissions, changes);

const failureOf = async (attempt: Promise<unknown>): Promise<AppError> => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It succeeded.");
  return error;
};

/** Somebody who does nothing but work on their own tickets. */
async function technicianOf(tenant: Tenant) {
  const { operatorId } = await makeOperator(tenant, ["field-service.jobs.work"]);
  const technicianId = await makeTechnician(tenant.organizationId, { operatorId });
  return { technicianId, caller: callerAt(tenant, operatorId, ["field-service.jobs.work"]) };
}

const facts = (address: string) => ({
  requestId: newId(),
  address,
  userAgent: "test",
  locale: "en" as const,
});

const booking = (changes: object = {}) => ({
  customer_name: "李清越",
  customer_phone: "13800138000",
  address: "上海市浦东新区 1 号",
  appointment_date: later(now(), days(3)).toISOString().slice(0, 10),
  appointment_time: "09:30",
  issue_desc: "电表不亮。",
  ...changes,
});

let tenant: Tenant;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
});

describe("a ticket's way", () => {
  it("goes from booking to completion, and each act is in its history with who and when", async () => {
    const { technicianId, caller } = await technicianOf(tenant);
    const ticketId = await makeTicket(tenant.organizationId);
    await perform(confirmServiceTicket, { ticketId, version: 1, note: "Rings twice." }, all(tenant));
    const { assignServiceTicket } = await import("@/lib/field-service/service-tickets/assign");
    await perform(assignServiceTicket, { ticketId, version: 2, technicianId }, all(tenant));
    const begun = later(now(), -hours(1)).toISOString();
    await perform(startServiceTicket, { ticketId, version: 3, happenedAt: begun }, caller);
    const bare = await failureOf(perform(completeServiceTicket, { ticketId, version: 4 }, caller));
    expect([bare.status, bare.reason]).toEqual([422, "field-service.receipt_missing"]);
    await perform(addTicketImage, { ticketId, image: someImage(ticketId) }, caller);
    await perform(noteServiceTicket, { ticketId, note: "Fuse changed." }, caller);
    const done = await perform(completeServiceTicket, { ticketId, version: 4 }, caller);
    expect(done).toMatchObject({ state: "completed", version: 5 });
    const ticket = await readServiceTicket(ticketId, all(tenant));
    expect(ticket.events.map((event) => event.action).reverse()).toEqual([
      "confirmed",
      "assigned",
      "started",
      "image",
      "note",
      "completed",
    ]);
    expect(ticket.startedAt?.toISOString()).toBe(begun);
    expect(ticket.dueAt).toBeNull();
    const again = await failureOf(perform(completeServiceTicket, { ticketId }, caller));
    expect([again.status, again.reason]).toEqual([422, "field-service.not_at_work"]);
  });

  it("takes as long as before when it is moved, unless somebody says otherwise", async () => {
    const appointmentStart = later(now(), days(2));
    const appointmentEnd = later(appointmentStart, hours(5));
    const ticketId = await makeTicket(tenant.organizationId, { appointmentStart, appointmentEnd });
    const start = later(now(), days(4));
    const move = { ticketId, appointmentStart: start.toISOString() };
    const length = async () => {
      const ticket = await readServiceTicket(ticketId, all(tenant));
      return ticket.appointmentEnd.getTime() - ticket.appointmentStart.getTime();
    };
    await perform(rescheduleServiceTicket, move, all(tenant));
    expect(await length()).toBe(hours(5));
    const shorter = { ...move, appointmentEnd: later(start, hours(1)).toISOString() };
    await perform(rescheduleServiceTicket, shorter, all(tenant));
    expect(await length()).toBe(hours(1));
  });

  it("was done now where a phone's clock is fast", async () => {
    const { technicianId, caller } = await technicianOf(tenant);
    const ticketId = await makeTicket(tenant.organizationId, { state: "assigned", technicianId });
    const fast = later(now(), hours(3)).toISOString();
    await perform(startServiceTicket, { ticketId, version: 1, happenedAt: fast }, caller);
    const { startedAt, events } = await readServiceTicket(ticketId, all(tenant));
    expect(startedAt!.getTime()).toBeLessThanOrEqual(now().getTime());
    expect(events[0]!.happenedAt).toEqual(startedAt);
  });

  it("only moves as the machine says, from every state", async () => {
    const commands = {
      confirm: confirmServiceTicket,
      start: startServiceTicket,
      cancel: cancelServiceTicket,
    };
    for (const state of Object.keys(serviceTicketMachine.states) as ServiceTicketState[])
      for (const [move, command] of Object.entries(commands)) {
        const technicianId = await makeTechnician(tenant.organizationId);
        const ticketId = await makeTicket(tenant.organizationId, { state, technicianId });
        const input = { ticketId, ...(move === "cancel" ? { reason: "Not needed." } : {}) };
        const open: readonly string[] = serviceTicketMachine.moves[move as "confirm"].from;
        const outcome = await execute(command as typeof confirmServiceTicket, input, all(tenant)).then(
          () => "done",
          (error: unknown) => (error instanceof AppError ? error.code : error),
        );
        expect([state, move, outcome]).toEqual([state, move, open.includes(state) ? "done" : "conflict"]);
      }
  });

  it("answers a stale version with the ticket as it is now, and writes nothing", async () => {
    const ticketId = await makeTicket(tenant.organizationId);
    await perform(confirmServiceTicket, { ticketId, version: 1 }, all(tenant));
    const events = await prisma.serviceTicketEvent.count({ where: { ticketId } });
    const late = await failureOf(
      perform(cancelServiceTicket, { ticketId, version: 1, reason: "Too late." }, all(tenant)),
    );
    expect(late).toMatchObject({
      status: 409,
      reason: "version_mismatch",
      details: { current: { state: "confirmed", version: 2, lastEvent: { action: "confirmed" } } },
    });
    expect(await prisma.serviceTicketEvent.count({ where: { ticketId } })).toBe(events);
  });

  it("takes what a phone did offline once, in its time, and tells when the office was faster", async () => {
    const { technicianId, caller } = await technicianOf(tenant);
    const ticketId = await makeTicket(tenant.organizationId, { state: "assigned", technicianId });
    const keyed = { ...caller, idempotencyKey: newId() };
    const input = { ticketId, version: 1, happenedAt: later(now(), -hours(2)).toISOString() };
    const first = await perform(startServiceTicket, input, keyed);
    expect(await perform(startServiceTicket, input, keyed)).toEqual(first);
    expect(await prisma.serviceTicketEvent.count({ where: { ticketId, action: "started" } })).toBe(1);
    await perform(cancelServiceTicket, { ticketId, reason: "Customer called." }, all(tenant));
    await makeReceipt(tenant.organizationId, ticketId);
    const late = await failureOf(perform(completeServiceTicket, { ticketId, version: 2 }, caller));
    expect(late).toMatchObject({
      status: 409,
      details: {
        current: { state: "canceled", cancelReason: "Customer called.", lastEvent: { action: "canceled" } },
      },
    });
  });
});

describe("a technician", () => {
  it("sees and works on their own tickets and finds no others", async () => {
    const [mine, theirs] = [await technicianOf(tenant), await technicianOf(tenant)];
    const state = "in_progress" as const;
    const own = await makeTicket(tenant.organizationId, { state, technicianId: mine.technicianId });
    const other = await makeTicket(tenant.organizationId, { state, technicianId: theirs.technicianId });
    for (const [command, more] of [
      [noteServiceTicket, { note: "Hello." }],
      [completeServiceTicket, {}],
      [revealTicketPhone, { reason: "on my way" }],
      [cancelServiceTicket, { reason: "no time" }],
      [addTicketImage, { image: someImage(other) }],
    ] as const) {
      const call = (ticketId: string) =>
        failureOf(
          execute(command as typeof noteServiceTicket, { ticketId, ...more }, mine.caller).then(() => {
            throw new AppError("conflict", "done");
          }),
        );
      expect([command.name, (await call(other)).code]).toEqual([command.name, "not_found"]);
      const onOwn = command === cancelServiceTicket ? "forbidden" : "conflict";
      const code = (await call(own)).code;
      expect([command.name, code === "rule_violation" ? "conflict" : code]).toEqual([command.name, onOwn]);
    }
    expect((await failureOf(readServiceTicket(other, mine.caller))).code).toBe("not_found");
    expect((await readServiceTicket(own, mine.caller)).mine).toBe(true);
    const page = await list(jobs, { filters: {} }, mine.caller);
    expect(page.rows.map(([id]) => id)).toEqual([own]);
    // What was taken from them is theirs no more.
    await prisma.serviceTicket.update({
      where: { id: own },
      data: { technicianId: (await technicianOf(tenant)).technicianId },
      select: { id: true },
    });
    expect((await failureOf(readServiceTicket(own, mine.caller))).code).toBe("not_found");
  });

  it("sees a number without a second proof, others only with one; each look is kept", async () => {
    const { technicianId, caller } = await technicianOf(tenant);
    const ticketId = await makeTicket(tenant.organizationId, { state: "assigned", technicianId });
    const input = { ticketId, reason: "on my way" };
    const shown = await perform(revealTicketPhone, input, { ...caller, steppedUpAt: null });
    expect(shown).toMatchObject({ phone: expect.stringMatching(/^\+1\d{12}$/) });
    const unproved = perform(revealTicketPhone, input, all(tenant, { steppedUpAt: null }));
    expect((await failureOf(unproved)).code).toBe("step_up_required");
    await perform(revealTicketPhone, input, all(tenant));
    const looks = await prisma.auditEntry.findMany({
      where: { targetId: ticketId, action: "service-tickets.reveal-phone" },
      select: { reason: true, actorId: true },
    });
    expect(looks.map((look) => look.reason)).toEqual(["on my way", "on my way"]);
    expect(await prisma.serviceTicketEvent.count({ where: { ticketId, action: "revealed" } })).toBe(2);
  });

  it("is not switched off while tickets wait for them", async () => {
    const { technicianId } = await technicianOf(tenant);
    const ticketId = await makeTicket(tenant.organizationId, { state: "assigned", technicianId });
    const refusal = await failureOf(perform(deactivateTechnician, { technicianId }, all(tenant)));
    expect(refusal.reason).toBe("field-service.technician_has_tickets");
    await perform(cancelServiceTicket, { ticketId, reason: "Not needed." }, all(tenant));
    expect(await perform(deactivateTechnician, { technicianId }, all(tenant))).toMatchObject({
      state: "inactive",
    });
  });
});

describe("a stranger", () => {
  it("books, follows, moves and cancels by the secret alone", async () => {
    const { number, followSecret } = await bookPublicly(booking(), facts("198.51.100.1"));
    expect(number).toMatch(/^TK\d{6,}$/);
    const ticket = await followedTicket(followSecret);
    expect(ticket).toMatchObject({ number, state: "booked", phoneMasked: "+86•••••••8000" });
    expect(JSON.stringify(ticket)).not.toMatch(/13800138000|phoneEncrypted|phoneHash|followHash/);
    const to = later(ticket.appointmentStart, days(1)).toISOString();
    await rescheduleFollowed(followSecret, { appointmentStart: to, version: 1 }, facts("198.51.100.1"));
    await cancelFollowed(followSecret, { reason: "It works again." }, facts("198.51.100.1"));
    const ended = await followedTicket(followSecret);
    expect(ended).toMatchObject({ state: "canceled", cancelReason: "It works again." });
    expect(ended.events.map((event) => event.action)).toEqual(["booked", "rescheduled", "canceled"]);
    for (const guess of ["", "x", `${followSecret.slice(0, -1)}_`, number])
      expect((await failureOf(followedTicket(guess))).code).toBe("not_found");
    await withClock(later(now(), days(31)), async () =>
      expect((await failureOf(followedTicket(followSecret))).code).toBe("not_found"),
    );
  });

  it("is refused what makes no sense, with the field", async () => {
    const refusal = async (changes: object, address = "198.51.100.2") => {
      const error = await failureOf(bookPublicly(booking(changes), facts(address)));
      return [error.code, error.details.fields?.map((field) => field.path).join() ?? error.reason];
    };
    const count = await prisma.serviceTicket.count();
    expect(await refusal({ customer_phone: "call me" })).toEqual(["invalid_input", "customer_phone"]);
    expect(await refusal({ customer_name: " " })).toEqual(["invalid_input", "customer_name"]);
    expect(await refusal({ appointment_date: "2026-02-30" })).toEqual(["invalid_input", "appointment_date"]);
    expect(await refusal({ appointment_time: "25:00" })).toEqual(["invalid_input", "appointment_time"]);
    expect(await refusal({ surprise: 1 })).toEqual(["invalid_input", "surprise"]);
    expect(await refusal({ appointment_date: "2020-01-01" })).toEqual(["invalid_input", "appointmentStart"]);
    expect(await refusal({ appointment_time: "03:00" })).toEqual([
      "rule_violation",
      "field-service.outside_hours",
    ]);
    expect(await refusal({ appointment_date: "2099-01-01" })).toEqual([
      "rule_violation",
      "field-service.too_far_ahead",
    ]);
    expect(await refusal({ website: "http://spam.example" })).toEqual([
      "rule_violation",
      "field-service.not_a_person",
    ]);
    expect(await prisma.serviceTicket.count()).toBe(count);
  });

  it("is slowed down by number and by address", async () => {
    const book = (address: string, changes: object) => bookPublicly(booking(changes), facts(address));
    for (let each = 0; each < 5; each++)
      await book(`198.51.100.${10 + each}`, { customer_phone: "+8613800138001" });
    const sixth = await failureOf(book("198.51.100.20", { customer_phone: "+86 138 0013 8001" }));
    expect([sixth.status, sixth.code]).toEqual([429, "rate_limited"]);
    for (let each = 0; each < 20; each++)
      await book("198.51.100.99", { customer_phone: `+8613900139${String(each).padStart(3, "0")}` });
    const more = await failureOf(book("198.51.100.99", { customer_phone: "+8613900139999" }));
    expect(more.code).toBe("rate_limited");
  });
});

describe("the clock of a ticket", () => {
  const setting = { confirmHours: 4, assignHours: 24, startHours: 1, completeHours: 6 };
  const time = (ms: number) => new Date(ms);
  const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map(time);

  it("never runs out before the state began, nor later than its hours, but for the visit itself", () => {
    fc.assert(
      fc.property(at, at, (since, appointment) => {
        for (const [state, length] of [
          ["booked", 4],
          ["confirmed", 24],
        ] as const) {
          const due = dueAt(state, since, appointment, setting)!;
          expect(due > since).toBe(true);
          expect(due <= later(since, hours(length))).toBe(true);
          if (appointment > since) expect(due <= later(since, hours(length))).toBe(true);
          if (appointment > since && appointment < later(since, hours(length)))
            expect(due).toEqual(appointment);
        }
        const latest = new Date(Math.max(+appointment, +since));
        expect(dueAt("assigned", since, appointment, setting)).toEqual(later(latest, hours(1)));
        expect(dueAt("in_progress", since, appointment, setting)).toEqual(later(since, hours(6)));
        expect(dueAt("completed", since, appointment, setting)).toBeNull();
        expect(dueAt("canceled", since, appointment, setting)).toBeNull();
      }),
    );
  });

  it("tells of overdue tickets and near visits once", async () => {
    const place = await makeTenant(allPermissions);
    const { technicianId, caller } = await technicianOf(place);
    const customerId = await makeCustomer(place.organizationId);
    const late = await makeTicket(place.organizationId, { dueAt: later(now(), -hours(1)) });
    const near = await makeTicket(place.organizationId, {
      state: "assigned",
      technicianId,
      customerId,
      appointmentStart: later(now(), hours(20)),
    });
    await makeTicket(place.organizationId, {
      state: "assigned",
      technicianId,
      appointmentStart: later(now(), hours(40)),
    });
    await watchTickets();
    await watchTickets();
    const told = await prisma.inboxItem.findMany({
      where: { organizationId: place.organizationId },
      select: { operatorId: true, message: true, href: true },
    });
    const operatorId = caller.actor.type === "operator" ? caller.actor.operatorId : "";
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({
      operatorId: place.operatorId,
      message: "field-service.inbox.overdue",
      href: `field-service/service-tickets/${late}`,
    });
    expect(told).toContainEqual({
      operatorId,
      message: "field-service.inbox.reminder",
      href: `field-service/service-tickets/${near}`,
    });
    const mails = await prisma.outgoingMail.findMany({
      where: { organizationId: place.organizationId },
      select: { recipient: true, text: true },
    });
    expect(mails).toEqual([
      { recipient: `${customerId}@example.test`, text: expect.stringContaining("1 Harbour Road") },
    ]);
    expect((await systemCaller("test")).actor.type).toBe("system");
  });
});
