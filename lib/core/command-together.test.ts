import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { executeTogether } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let caller: Caller;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  caller = callerAt(tenant, tenant.operatorId, allPermissions, { requestId: newId() });
});

const call = (name: string, rest: Record<string, unknown> = {}) => ({
  input: { name, kind: "enterprise", ...rest },
  idempotencyKey: `together:${name}`,
});

const made = () =>
  prisma.organization
    .findMany({
      where: { parentId: tenant.organizationId },
      select: { name: true },
      orderBy: { name: "asc" },
    })
    .then((rows) => rows.map(({ name }) => name));

const entries = () => prisma.auditEntry.count({ where: { requestId: caller.requestId } });

it("does none of the calls when one of them fails, whatever it fails of", async () => {
  const other = await makeTenant(allPermissions);
  const foreign = callerAt(tenant, tenant.operatorId, ["customers.organizations.read"]);
  await expect(executeTogether(createOrganization, [call("A"), call("")], caller)).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(
    executeTogether(createOrganization, [call("A"), call("B", { parentId: other.organizationId })], caller),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(
    executeTogether(
      createOrganization,
      [call("A", { externalRef: "X" }), call("B", { externalRef: "X" })],
      caller,
    ),
  ).rejects.toMatchObject({ code: "conflict" });
  await expect(executeTogether(createOrganization, [call("A")], foreign)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await made()).toEqual([]);
  expect(await entries()).toBe(0);
});

it("leaves an entry and an event for each, and does none twice under its key", async () => {
  expect(await executeTogether(createOrganization, [call("A"), call("B")], caller)).toBe(true);
  expect(await executeTogether(createOrganization, [call("B"), call("C")], caller)).toBe(true);
  expect(await made()).toEqual(["A", "B", "C"]);
  expect(await entries()).toBe(3);
  const events = await prisma.outboxEvent.count({ where: { organizationId: tenant.organizationId } });
  expect(events).toBe(3);
});

it("leaves it to one by one where a policy could ask for approval", async () => {
  const policy = await prisma.approvalPolicy.create({
    data: {
      id: newId(),
      organizationId: tenant.organizationId,
      name: "new customers are looked at",
      command: "organizations.create",
      conditions: [{ field: "kind", operator: "equals", value: "reseller" }],
      steps: [{ permission: "governance.approvals.review", label: "Review" }],
      createdAt: new Date(),
      updatedAt: new Date(),
    },
    select: { id: true },
  });
  expect(await executeTogether(createOrganization, [call("D")], caller)).toBe(false);
  expect(await made()).not.toContain("D");
  await prisma.approvalPolicy.delete({ where: { id: policy.id } });
});
