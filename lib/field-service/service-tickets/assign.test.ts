import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { days, hours, after as later, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { deactivateServiceCentre } from "@/lib/field-service/service-centres/deactivate";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { reassignServiceTicket } from "@/lib/field-service/service-tickets/reassign";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { startServiceTicket } from "@/lib/field-service/service-tickets/start";
import { watchTickets } from "@/lib/field-service/service-tickets/watch";
import { activateTechnician } from "@/lib/field-service/technicians/activate";
import { makeCentre, makeTechnician, makeTicket } from "@/lib/field-service/testing/tickets";
import { allPermissions } from "@/lib/registry";

const manager = (tenant: Tenant, changes: Partial<Caller> = {}): Caller =>
  callerAt(tenant, tenant.operatorId, allPermissions, changes);

const failureOf = async (attempt: Promise<unknown>): Promise<AppError> => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It succeeded.");
  return error;
};

/**
 * Asks again where a busy machine had no connection or no time for a transaction (Prisma's P2028): it was rolled back, and the version
 * that goes along lets nothing happen twice.
 */
async function givenTime<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2028")) throw error;
    }
  }
}

const given = (technicianIds: string[]) =>
  prisma.serviceTicket.groupBy({
    by: ["technicianId"],
    where: { technicianId: { in: technicianIds }, state: "assigned" },
    _count: { _all: true },
  });

beforeAll(async () => {
  await platform();
});

describe("automatic assignment", () => {
  it("keeps 200 at once even within each centre, and nobody at two places", async () => {
    const tenant = await makeTenant(allPermissions);
    const centres = [await makeCentre(tenant.organizationId), await makeCentre(tenant.organizationId)];
    const staff: string[][] = [];
    for (const centreId of centres) {
      const names: string[] = [];
      for (let each = 0; each < 4; each++)
        names.push(await makeTechnician(tenant.organizationId, { centreId }));
      staff.push(names);
    }
    // One centre has a visit at a time, so only whose turn it is counts; the other needs all of its four at each time.
    const tickets: string[] = [];
    for (let index = 0; index < 200; index++) {
      const place = index % 2;
      const slot = Math.floor(index / (place === 0 ? 2 : 8));
      tickets.push(
        await makeTicket(tenant.organizationId, {
          state: "confirmed",
          centreId: centres[place],
          appointmentStart: later(now(), days(1) + hours(slot * 2)),
        }),
      );
    }
    const done = await Promise.allSettled(
      tickets.map((ticketId) =>
        givenTime(() => perform(assignServiceTicket, { ticketId, version: 1 }, manager(tenant))),
      ),
    );
    const failed = done.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    expect(failed).toEqual([]);
    for (const names of staff) {
      const loads = (await given(names)).map((row) => row._count._all);
      expect(loads).toHaveLength(4);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }
    const twice = await prisma.$queryRaw<unknown[]>`
      select 1 from service_ticket a join service_ticket b on a.technician_id = b.technician_id and a.id < b.id
        and a.state in ('assigned', 'in_progress') and b.state in ('assigned', 'in_progress')
        and tstzrange(a.appointment_start, a.appointment_end) && tstzrange(b.appointment_start, b.appointment_end)`;
    expect(twice).toEqual([]);
  }, 300_000);

  it("asks the same centre first, then skills, then whose turn it is, and nobody who is off or busy", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const [near, far] = [await makeCentre(organizationId), await makeCentre(organizationId)];
    await makeTechnician(organizationId, { centreId: near, state: "inactive", skills: ["gas"] });
    const other = await makeTechnician(organizationId, { centreId: near });
    const skilled = await makeTechnician(organizationId, { centreId: far, skills: ["gas", "metering"] });
    const at = { state: "confirmed", centreId: near } as const;
    const assign = async (changes: Parameters<typeof makeTicket>[1]) => {
      const ticketId = await makeTicket(organizationId, { ...at, ...changes });
      return perform(assignServiceTicket, { ticketId }, manager(tenant));
    };
    expect((await assign({})) as object).toMatchObject({ technicianId: other });
    // The one of the centre is there already, so one from elsewhere goes.
    const elsewhere = (await assign({})) as { ticketId: string };
    expect(elsewhere).toMatchObject({ technicianId: skilled });
    // The ticket is the centre's whose technician goes, also when it is handed back.
    const centreOf = async () =>
      (await prisma.serviceTicket.findUniqueOrThrow({ where: { id: elsewhere.ticketId } })).centreId;
    expect(await centreOf()).toBe(far);
    const third = await makeTechnician(organizationId, { centreId: near });
    const back = { ticketId: elsewhere.ticketId, technicianId: third };
    await perform(reassignServiceTicket, back, manager(tenant));
    expect(await centreOf()).toBe(near);
    await perform(reassignServiceTicket, { ...back, technicianId: skilled }, manager(tenant));
    await prisma.technician.update({
      where: { id: third },
      data: { state: "inactive" },
      select: { id: true },
    });
    expect((await failureOf(assign({}))).reason).toBe("field-service.nobody_free");
    const inThreeDays = { appointmentStart: later(now(), days(3)) };
    expect((await assign({ ...inThreeDays, skills: ["gas"] })) as object).toMatchObject({
      technicianId: skilled,
    });
    const nobody = await failureOf(assign({ ...inThreeDays, skills: ["roof"] }));
    expect([nobody.code, nobody.reason]).toEqual(["rule_violation", "field-service.nobody_free"]);
  });

  it("waits in no circle where a centre has too few and others must help", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const [near, far] = [await makeCentre(organizationId), await makeCentre(organizationId)];
    await makeTechnician(organizationId, { centreId: near });
    for (let each = 0; each < 7; each++) await makeTechnician(organizationId, { centreId: far });
    const tickets: string[] = [];
    for (let each = 0; each < 8; each++)
      tickets.push(await makeTicket(organizationId, { state: "confirmed", centreId: near }));
    const deadlocks = async () => {
      // What other connections counted is told a second later.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const { rows } = await pool.query(
        "select deadlocks::int as count from pg_stat_database where datname = current_database()",
      );
      return rows[0].count as number;
    };
    const before = await deadlocks();
    const done = await Promise.allSettled(
      tickets.map((ticketId) => perform(assignServiceTicket, { ticketId }, manager(tenant))),
    );
    expect(done.map(({ status }) => status)).toEqual(tickets.map(() => "fulfilled"));
    expect(await deadlocks()).toBe(before);
  }, 60_000);

  it("forgets what was given more than seven days ago, and what was canceled", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const centreId = await makeCentre(organizationId);
    const [old, fresh] = [
      await makeTechnician(organizationId, { centreId }),
      await makeTechnician(organizationId, { centreId }),
    ];
    const past = { appointmentStart: later(now(), -days(20)), state: "completed" } as const;
    for (let each = 0; each < 3; each++) {
      const ticketId = await makeTicket(organizationId, { ...past, technicianId: old });
      await prisma.serviceTicket.update({
        where: { id: ticketId },
        data: { assignedAt: later(now(), -days(8)) },
        select: { id: true },
      });
    }
    await makeTicket(organizationId, { ...past, technicianId: fresh });
    const ticketId = await makeTicket(organizationId, { state: "confirmed", centreId });
    const done = (await perform(assignServiceTicket, { ticketId }, manager(tenant))) as object;
    expect(done).toMatchObject({ technicianId: old, state: "assigned", version: 2 });
  });
});

describe("somebody who is switched off meanwhile", () => {
  /** Switches a technician off, not yet for others to see. @returns what lets them. */
  async function switchingOff(technicianId: string): Promise<() => Promise<void>> {
    const client = await pool.connect();
    await client.query("begin");
    await client.query("select 1 from technician where id = $1 for update", [technicianId]);
    await client.query("update technician set state = 'inactive' where id = $1", [technicianId]);
    return async () => {
      await client.query("commit");
      client.release();
    };
  }

  it("is given nothing, whether named or chosen", async () => {
    const tenant = await makeTenant(allPermissions);
    for (const named of [true, false]) {
      const centreId = await makeCentre(tenant.organizationId);
      const technicianId = await makeTechnician(tenant.organizationId, { centreId, skills: ["gas"] });
      const ticketId = await makeTicket(tenant.organizationId, {
        state: "confirmed",
        centreId,
        skills: ["gas"],
      });
      const done = await switchingOff(technicianId);
      const attempt = failureOf(
        perform(assignServiceTicket, { ticketId, ...(named ? { technicianId } : {}) }, manager(tenant)),
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
      await done();
      expect((await attempt).reason).toBe(
        named ? "field-service.technician_inactive" : "field-service.nobody_free",
      );
    }
  });

  it("works again only from a centre that is open", async () => {
    const tenant = await makeTenant(allPermissions);
    const centreId = await makeCentre(tenant.organizationId);
    const technicianId = await makeTechnician(tenant.organizationId, { centreId, state: "inactive" });
    await perform(deactivateServiceCentre, { centreId }, manager(tenant));
    const attempt = perform(activateTechnician, { technicianId }, manager(tenant));
    expect((await failureOf(attempt)).reason).toBe("field-service.centre_closed");
  });
});

describe("assignment by hand", () => {
  it("lets one of two win and tells the other who did", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const technicians = [await makeTechnician(organizationId), await makeTechnician(organizationId)];
    const people = await Promise.all([0, 1].map(() => makeOperator(tenant, allPermissions)));
    const ticketId = await makeTicket(organizationId, { state: "confirmed" });
    const outcomes = await Promise.allSettled(
      people.map(({ operatorId }, index) =>
        perform(
          assignServiceTicket,
          { ticketId, version: 1, technicianId: technicians[index] },
          callerAt(tenant, operatorId, allPermissions),
        ),
      ),
    );
    const winner = outcomes.findIndex((each) => each.status === "fulfilled");
    const lost = outcomes[1 - winner];
    expect(winner).toBeGreaterThanOrEqual(0);
    if (lost?.status !== "rejected" || !(lost.reason instanceof AppError)) throw new Error("Both won.");
    expect(lost.reason).toMatchObject({
      code: "conflict",
      reason: "field-service.assigned_already",
      params: { operator: `operator ${people[winner]!.operatorId.slice(-4)}` },
      details: { current: { state: "assigned", version: 2, technicianId: technicians[winner] } },
    });
    expect(JSON.stringify(lost.reason.details)).not.toMatch(/\+1\d{6}|phoneEncrypted|followHash/);
  });

  it("tells who assigned it, whatever was done with it since", async () => {
    const tenant = await makeTenant(allPermissions);
    const technicianId = await makeTechnician(tenant.organizationId);
    const ticketId = await makeTicket(tenant.organizationId, { state: "confirmed" });
    const { operatorId } = await makeOperator(tenant, allPermissions);
    const first = callerAt(tenant, operatorId, allPermissions);
    await perform(assignServiceTicket, { ticketId, version: 1, technicianId }, first);
    const told = () =>
      failureOf(perform(assignServiceTicket, { ticketId, version: 1, technicianId }, manager(tenant)));
    const won = { reason: "field-service.assigned_already", params: { operator: first.actor.label } };
    await watchTickets();
    expect(await told()).toMatchObject(won);
    await perform(startServiceTicket, { ticketId, version: 2 }, manager(tenant));
    expect(await told()).toMatchObject(won);
    // Who would have done something else is told what happened last.
    const cancel = { ticketId, version: 1, reason: "Booked twice." };
    expect(await failureOf(perform(cancelServiceTicket, cancel, manager(tenant)))).toMatchObject({
      reason: "version_mismatch",
      details: { current: { lastEvent: { action: "started" } } },
    });
  });

  it("books nobody twice, whatever the order, even past the checks", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const technicianId = await makeTechnician(organizationId);
    const start = later(now(), days(2));
    const one = await makeTicket(organizationId, { state: "confirmed", appointmentStart: start });
    const two = await makeTicket(organizationId, {
      state: "confirmed",
      appointmentStart: later(start, hours(1)),
    });
    const next = await makeTicket(organizationId, {
      state: "confirmed",
      appointmentStart: later(start, hours(2)),
    });
    const outcomes = await Promise.allSettled(
      [one, two].map((ticketId) => perform(assignServiceTicket, { ticketId, technicianId }, manager(tenant))),
    );
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    const lost = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason as AppError] : []));
    expect(lost[0]).toMatchObject({ code: "conflict", reason: "field-service.technician_busy" });
    // Where one ends the next may begin.
    if (outcomes[0]?.status === "fulfilled")
      await perform(assignServiceTicket, { ticketId: next, technicianId }, manager(tenant));
    const clash = prisma.serviceTicket.updateMany({
      where: { id: { in: [one, two] } },
      data: { technicianId, state: "assigned" },
    });
    await expect(clash).rejects.toThrow(/service_ticket_one_place_at_a_time|23P01|exclusion/i);
  });

  it("gives no ticket to somebody of another organization or who works no more", async () => {
    const tenant = await makeTenant(allPermissions);
    const stranger = await makeTenant(allPermissions);
    const ticketId = await makeTicket(tenant.organizationId, { state: "confirmed" });
    const assign = (technicianId: string) =>
      failureOf(perform(assignServiceTicket, { ticketId, technicianId }, manager(tenant)));
    expect((await assign(await makeTechnician(stranger.organizationId))).code).toBe("not_found");
    expect((await assign(newId())).code).toBe("not_found");
    // Whoever sees both is told why, since many tickets at once may be of several organizations.
    const root = await platform();
    const all = callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
    const theirs = await makeTechnician(stranger.organizationId);
    const told = await failureOf(perform(assignServiceTicket, { ticketId, technicianId: theirs }, all));
    expect(told).toMatchObject({
      code: "rule_violation",
      reason: "field-service.technician_elsewhere",
      params: { number: expect.stringMatching(/^TK/) },
    });
    const off = await makeTechnician(tenant.organizationId, { state: "inactive" });
    expect((await assign(off)).reason).toBe("field-service.technician_inactive");
    const booked = await makeTicket(tenant.organizationId);
    const early = await failureOf(perform(assignServiceTicket, { ticketId: booked }, manager(tenant)));
    expect(early).toMatchObject({ code: "conflict", details: { current: { state: "booked" } } });
  });
});

describe("a visit that is handed on", () => {
  it("goes to somebody else and both are told; the same one again is refused", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const [mine, theirs] = [await makeOperator(tenant, []), await makeOperator(tenant, [])];
    const centreId = await makeCentre(organizationId);
    const one = await makeTechnician(organizationId, { centreId, operatorId: mine.operatorId });
    const two = await makeTechnician(organizationId, { centreId, operatorId: theirs.operatorId });
    const ticketId = await makeTicket(organizationId, { state: "in_progress", technicianId: one, centreId });
    const same = perform(reassignServiceTicket, { ticketId, technicianId: one }, manager(tenant));
    expect((await failureOf(same)).reason).toBe("field-service.same_technician");
    const done = await perform(reassignServiceTicket, { ticketId, reason: "Fell ill." }, manager(tenant));
    expect(done).toMatchObject({ technicianId: two, state: "assigned" });
    const told = await prisma.inboxItem.findMany({
      where: { operatorId: { in: [mine.operatorId, theirs.operatorId] } },
      select: { operatorId: true, message: true },
    });
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({ operatorId: mine.operatorId, message: "field-service.inbox.taken_away" });
    expect(told).toContainEqual({ operatorId: theirs.operatorId, message: "field-service.inbox.assigned" });
  });

  it("keeps its technician at another time they are free at, and loses them otherwise", async () => {
    const tenant = await makeTenant(allPermissions);
    const { organizationId } = tenant;
    const technicianId = await makeTechnician(organizationId);
    const start = later(now(), days(2));
    await makeTicket(organizationId, { state: "assigned", technicianId, appointmentStart: start });
    const ticketId = await makeTicket(organizationId, {
      state: "assigned",
      technicianId,
      appointmentStart: later(start, days(1)),
    });
    const move = (to: Date) =>
      perform(rescheduleServiceTicket, { ticketId, appointmentStart: to.toISOString() }, manager(tenant));
    expect(await move(later(start, days(2)))).toMatchObject({ state: "assigned", technicianId });
    expect(await move(later(start, hours(1)))).toMatchObject({ state: "confirmed", technicianId: null });
    const past = await failureOf(move(later(now(), -hours(1))));
    expect(past.code).toBe("invalid_input");
  });
});
