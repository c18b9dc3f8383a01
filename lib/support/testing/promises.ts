import { now } from "@/lib/core/clock";
import { newId } from "@/lib/core/id";
import type { Examples, World } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import type { CalendarHours } from "@/lib/support/business-calendars/fields";
import type { TicketPriority, TicketType } from "@/lib/support/sla-policies/fields";

/** Monday to Friday from nine to half past five, with an hour for lunch. */
export const officeHours: CalendarHours = [
  ...Array.from({ length: 5 }, (): CalendarHours[number] => [
    ["09:00", "12:30"],
    ["13:30", "17:30"],
  ]),
  [],
  [],
];

/** A calendar of an organization. @returns its id. */
export async function makeCalendar(
  organizationId: string,
  changes: { name?: string; timeZone?: string; hours?: CalendarHours; holidays?: string[] } = {},
): Promise<string> {
  const id = newId();
  const at = now();
  await inTransaction((tx) =>
    tx.businessCalendar.create({
      data: {
        id,
        organizationId,
        name: `Hours ${id}`,
        timeZone: "UTC",
        hours: officeHours,
        createdAt: at,
        updatedAt: at,
        ...changes,
      },
      select: { id: true },
    }),
  );
  return id;
}

/** A policy of an organization in force for a priority; with a calendar of its own where none is given. @returns its id. */
export async function makePolicy(
  organizationId: string,
  changes: {
    name?: string;
    type?: TicketType | null;
    priority?: TicketPriority;
    calendarId?: string;
    firstResponseMinutes?: number;
    resolveMinutes?: number;
    warnMinutes?: number;
    active?: boolean;
  } = {},
): Promise<string> {
  const id = newId();
  const at = now();
  const calendarId = changes.calendarId ?? (await makeCalendar(organizationId));
  await inTransaction((tx) =>
    tx.slaPolicy.create({
      data: {
        id,
        organizationId,
        name: `Policy ${id}`,
        priority: "normal",
        firstResponseMinutes: 120,
        resolveMinutes: 960,
        createdAt: at,
        updatedAt: at,
        ...changes,
        calendarId,
      },
      select: { id: true },
    }),
  );
  return id;
}

/** A macro of an organization. @returns its id. */
export async function makeMacro(organizationId: string, changes: { name?: string } = {}): Promise<string> {
  const id = newId();
  const at = now();
  await inTransaction((tx) =>
    tx.supportMacro.create({
      data: {
        id,
        organizationId,
        name: `Macro ${id}`,
        body: "We are looking into it.",
        createdAt: at,
        updatedAt: at,
        ...changes,
      },
      select: { id: true },
    }),
  );
  return id;
}

const policy = async ({ tenant }: World, changes: Parameters<typeof makePolicy>[1] = {}) => ({
  policyId: await makePolicy(tenant.organizationId, changes),
});

/** How the registry's tests call what promises are made of: calendars, policies and macros. */
export const promiseExamples: Examples = {
  commands: {
    "business-calendars.create": async ({ tenant }) => ({
      input: {
        name: `Hours ${newId()}`,
        timeZone: "Asia/Shanghai",
        hours: officeHours,
        holidays: ["2026-10-01"],
        organizationId: tenant.organizationId,
      },
    }),
    "business-calendars.update": async ({ tenant }) => ({
      input: { calendarId: await makeCalendar(tenant.organizationId), timeZone: "Europe/Berlin", version: 1 },
    }),
    "business-calendars.delete": async ({ tenant }) => ({
      input: { calendarId: await makeCalendar(tenant.organizationId) },
    }),
    "sla-policies.create": async ({ tenant }) => ({
      input: {
        name: "Urgent disputes",
        type: "billing_dispute",
        priority: "urgent",
        calendarId: await makeCalendar(tenant.organizationId),
        firstResponseMinutes: 60,
        resolveMinutes: 480,
        organizationId: tenant.organizationId,
      },
    }),
    "sla-policies.update": async (world) => ({
      input: { ...(await policy(world)), firstResponseMinutes: 90, version: 1 },
    }),
    "sla-policies.activate": async (world) => ({ input: await policy(world, { active: false }) }),
    "sla-policies.deactivate": async (world) => ({ input: await policy(world) }),
    "support-macros.create": async ({ tenant }) => ({
      input: {
        name: `Macro ${newId()}`,
        body: "We are looking into it.",
        organizationId: tenant.organizationId,
      },
    }),
    "support-macros.update": async ({ tenant }) => ({
      input: { macroId: await makeMacro(tenant.organizationId), resolves: true, version: 1 },
    }),
    "support-macros.delete": async ({ tenant }) => ({
      input: { macroId: await makeMacro(tenant.organizationId) },
    }),
  },
  rows: {
    "business-calendars": ({ tenant }) => makeCalendar(tenant.organizationId),
    "sla-policies": ({ tenant }) => makePolicy(tenant.organizationId),
    "support-macros": ({ tenant }) => makeMacro(tenant.organizationId),
  },
};
