import { z } from "zod";
import { countProfiles } from "@/lib/billing/bill-runs/owners";
import {
  type Days,
  daysOf,
  firstOfMonth,
  momentsOf,
  type PeriodInput,
  periodFields,
  requireOver,
} from "@/lib/billing/bills/period";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, inOrganization, platformPlace } from "@/lib/core/scope";

/** A calendar day as Postgres keeps it. */
const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

type Input = PeriodInput & { organizationId?: string };

const scopeOf = (organizationId: string, input: PeriodInput, days: Days) => ({
  organizationId,
  days,
  byProfile: input.month !== undefined,
  timeZone: null,
});

/**
 * Bills everybody with a profile at or below an organization for a month (each for their own period that ends with it) or for any
 * days that are over (admin-prd 7). The command notes the run; a durable function goes from owner to owner. Whoever has their
 * bill already gets no second one.
 */
export const beginBillRun = command({
  name: "bill-runs.begin",
  permission: "billing.bills.write",
  input: object({ organizationId: id.optional(), ...periodFields }),
  scope: inOrganization<Input>((input) => input.organizationId),
  async preview(input, caller) {
    const days = daysOf(input);
    const owners = await countProfiles(
      prisma,
      scopeOf(input.organizationId ?? caller.scope.organizationId, input, days),
    );
    return { before: null, after: { from: days.from, until: days.until, owners } };
  },
  async run({ input, tx, caller, place, audit, emit, now }) {
    const days = daysOf(input);
    const { end } = await momentsOf(tx, place.organizationId, days);
    requireOver(end, now);
    const { organizationId } = place;
    // Two clicks are one run.
    await tx.$queryRaw`select 1 from organization where id = ${organizationId}::uuid for no key update`;
    const running = await tx.billRun.findFirst({
      where: { organizationId, state: "running", periodUntil: dateOf(days.until) },
      select: { id: true },
    });
    if (running) throw conflict("billing.run_runs", {}, { billRunId: running.id });
    const run = scopeOf(organizationId, input, days);
    const billRunId = newId();
    const total = await countProfiles(tx, run);
    await tx.billRun.create({
      data: {
        id: billRunId,
        organizationId,
        periodFrom: dateOf(days.from),
        periodUntil: dateOf(days.until),
        byProfile: run.byProfile,
        total,
        operatorId: operatorOf(caller),
        createdAt: now,
      },
      select: { id: true },
    });
    emit("bill-runs/begun", { billRunId, organizationId });
    audit.target({ type: "bill-runs", id: billRunId, label: `${days.from} – ${days.until}` });
    audit.change(null, { from: days.from, until: days.until, owners: total });
    return { billRunId, owners: total };
  },
});

/**
 * Begins the run of a time zone whose month is over: every owner there, once. A repeat changes nothing.
 */
export const beginDueRun = command({
  name: "bill-runs.begin-due",
  permission: null,
  approvable: false,
  input: object({
    timeZone: z.string().min(1).max(60),
    /** The first day of the new month. */
    until: z.iso.date(),
  }),
  scope: bySystem(async () => [await platformPlace()]),
  async run({ input: { timeZone, until }, tx, place, audit, emit, now }) {
    const billRunId = newId();
    const days = { from: firstOfMonth(until, -1), until };
    const total = await countProfiles(tx, {
      organizationId: place.organizationId,
      days,
      byProfile: true,
      timeZone,
    });
    audit.target({ type: "bill-runs", id: billRunId, label: `${timeZone} ${days.from}` });
    const { count } = await tx.billRun.createMany({
      data: {
        id: billRunId,
        organizationId: place.organizationId,
        periodFrom: dateOf(days.from),
        periodUntil: dateOf(days.until),
        byProfile: true,
        timeZone,
        total,
        createdAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 1) {
      emit("bill-runs/begun", { billRunId, organizationId: place.organizationId });
      audit.change(null, { timeZone, ...days, owners: total });
    }
    return { billRunId: count === 1 ? billRunId : null };
  },
});
