import "@/lib/core/testing/database";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { kysely, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { wholeNumber } from "@/lib/core/numbers";
import type { Resource } from "@/lib/core/resource";
import { filtered, list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant } from "@/lib/core/testing/world";
import { organizations } from "@/lib/customers/organizations/resource";
import { customersPermissions } from "@/lib/customers/permissions";
import { resources } from "@/lib/registry";

it("takes a day as the organization's day", async () => {
  const tenant = await makeTenant(customersPermissions);
  const child = await makeTenant([], tenant);
  const set = (id: string, data: { timeZone?: string; createdAt?: Date }) =>
    prisma.organization.update({ where: { id }, data, select: { id: true } });
  // 23:30 on the 9th in UTC is already the 10th in Shanghai.
  await set(child.organizationId, { createdAt: new Date("2026-03-09T23:30:00Z") });
  const on = async (createdAt: string) => {
    const caller = callerAt(tenant, tenant.operatorId, customersPermissions);
    const page = await list(organizations, { filters: { createdAt } }, caller);
    return page.rows.map(([id]) => id).includes(child.organizationId);
  };
  expect([await on("2026-03-09"), await on("2026-03-10..2026-03-10")]).toEqual([true, false]);
  await set(tenant.organizationId, { timeZone: "Asia/Shanghai" });
  expect([await on("2026-03-09"), await on("2026-03-10..2026-03-10")]).toEqual([false, true]);
  expect(await on("2026-03-09T23:30:00Z..2026-03-09T23:31:00Z")).toBe(true);
});

it("looks a whole number up and searches for a part of one", async () => {
  expect(["ord000042", " ORG0000001 ", "ORD00042", "XYZ000042", "ORD000042x"].map(wholeNumber)).toEqual([
    "ORD000042",
    "ORG0000001",
    null,
    null,
    null,
  ]);
  const tenant = await makeTenant(customersPermissions);
  const caller = callerAt(tenant, tenant.operatorId, customersPermissions);
  const child = await makeTenant([], tenant);
  const number = `ORG9${Date.now()}`;
  await prisma.organization.update({
    where: { id: child.organizationId },
    data: { number },
    select: { id: true },
  });
  for (const q of [number, number.toLowerCase(), number.slice(2, -1)])
    expect((await list(organizations, { filters: {}, q }, caller)).rows.map(([id]) => id)).toContain(
      child.organizationId,
    );
  const longer = { filters: {}, q: `${number}9` };
  expect((await list(organizations, longer, caller)).rows).toEqual([]);
});

describe("lists that grow with every act", () => {
  // An empty table is read by any index from end to end; what is asked here is which index finds the rows.
  const planOf = async (resource: Resource, query: { filters: Record<string, string>; q?: string }) => {
    const caller = await systemCaller("test");
    const rows = filtered(resource, query, caller).select(resource.idFrom as never);
    return kysely.transaction().execute(async (tx) => {
      for (const way of ["seqscan", "indexscan", "indexonlyscan"])
        await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(tx);
      const compiled = rows.compile();
      const explained = await tx.executeQuery<Record<string, string>>({
        ...compiled,
        sql: `explain ${compiled.sql}`,
      });
      return explained.rows.map((row) => Object.values(row)[0]).join("\n");
    });
  };

  it.each([
    ["audit-entries", { filters: { address: "10.0.0.1" } }, "address"],
    ["audit-entries", { filters: { target: "ORD000042" } }, "target_label"],
    ["audit-entries", { filters: { target: "harbour" } }, "target_label"],
    ["audit-entries", { filters: { actorType: "system" } }, "actor_type"],
    ["audit-entries", { filters: {}, q: "harbour" }, "actor_label"],
    ["sign-ins", { filters: { email: "harbour" } }, "sign_in_search_idx"],
    ["sign-ins", { filters: { outcome: "locked" } }, "sign_in_outcome"],
    ["sign-ins", { filters: {}, q: "10.0.0.1" }, "sign_in_search_idx"],
    ["sessions", { filters: {}, q: "harbour" }, "session_address_search_idx"],
    ["sessions", { filters: { email: "harbour" } }, "session_operator_id"],
    ["job-runs", { filters: {}, q: "deliver-mail" }, "job_run_search_idx"],
    ["job-runs", { filters: { eventName: "mail" } }, "job_run_search_idx"],
    ["job-runs", { filters: {}, q: newId() }, "job_run_run_id"],
    ["outbox-events", { filters: { state: "failing" } }, "outbox_event_unsent_idx"],
    ["outbox-events", { filters: { name: "orders" } }, "outbox_event_search_idx"],
    ["outgoing-mails", { filters: { state: "failed" } }, "outgoing_mail_state"],
    ["outgoing-mails", { filters: {}, q: "harbour" }, "outgoing_mail_search_idx"],
    ["approvals", { filters: {}, q: "suspend" }, "approval_search_idx"],
  ])("%s answers %j from an index", async (name, query, index) => {
    const plan = await planOf(resources.get(name)!, query);
    expect(plan).toContain(index);
    expect(plan).not.toContain(`Seq Scan on ${resources.get(name)!.idFrom.split(".")[0]}`);
  });
});
