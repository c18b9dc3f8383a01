import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { minutes, after as momentAfter, now, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { canonicalJson } from "@/lib/core/json";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { customersPermissions } from "@/lib/customers/permissions";
import { makePolicy } from "@/lib/governance/testing/policies";
import { openCircuitBreaker } from "@/lib/sre/circuit-breakers/open";

let tenant: Tenant;
let caller: Caller;

beforeEach(async () => {
  tenant = await makeTenant(customersPermissions);
  caller = callerAt(tenant, tenant.operatorId, customersPermissions);
});

const failure = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? { code: error.code, reason: error.reason } : error),
  );

const entries = (action: string) =>
  prisma.auditEntry.count({ where: { action, actorId: tenant.operatorId } });

describe("execute", () => {
  it("gives a repeated key its first answer and refuses the key for another body", async () => {
    const keyed = { ...caller, idempotencyKey: newId() };
    const first = await execute(createOrganization, { name: "Once", kind: "enterprise" }, keyed);
    expect(await execute(createOrganization, { name: "Once", kind: "enterprise" }, keyed)).toEqual(first);
    expect(
      await failure(execute(createOrganization, { name: "Twice", kind: "enterprise" }, keyed)),
    ).toMatchObject({ code: "conflict", reason: "idempotency_key_reused" });
    expect(await prisma.organization.count({ where: { parentId: tenant.organizationId } })).toBe(1);
  });

  it("gives a repeated key the same kind of answer after a policy came or went", async () => {
    const { organizationId } = tenant;
    const name = (externalRef: string) => ({ name: "Kept", kind: "enterprise", externalRef });
    const before = { ...caller, idempotencyKey: newId() };
    const done = await execute(createOrganization, name("K-1"), before);
    expect(done.status).toBe("done");
    const policy = await makePolicy(organizationId, "organizations.create");
    expect(await execute(createOrganization, name("K-1"), before)).toEqual(done);
    const during = { ...caller, idempotencyKey: newId() };
    const waiting = await execute(createOrganization, name("K-2"), during);
    expect(waiting.status).toBe("waiting");
    await prisma.approvalPolicy.delete({ where: { id: policy } });
    expect(await execute(createOrganization, name("K-2"), during)).toEqual(waiting);
    expect(await prisma.organization.count({ where: { externalRef: { in: ["K-1", "K-2"] } } })).toBe(1);
  });

  it("does ten simultaneous calls with one key once", async () => {
    const keyed = { ...caller, idempotencyKey: newId() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        execute(createOrganization, { name: "Double click", kind: "enterprise" }, keyed),
      ),
    );
    expect(new Set(answers.map(canonicalJson)).size).toBe(1);
    expect(await entries("organizations.create")).toBe(1);
  });

  it("keeps one caller's key apart from another's", async () => {
    const other = await makeTenant(customersPermissions);
    const idempotencyKey = newId();
    await execute(createOrganization, { name: "A", kind: "enterprise" }, { ...caller, idempotencyKey });
    const theirs = { ...callerAt(other, other.operatorId, customersPermissions), idempotencyKey };
    await execute(createOrganization, { name: "B", kind: "enterprise" }, theirs);
    expect(await prisma.organization.count({ where: { parentId: other.organizationId } })).toBe(1);
  });

  it("lets one of twenty simultaneous changes of a version through, with one entry in the trail", async () => {
    const attempts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        failure(
          execute(
            updateOrganization,
            { organizationId: tenant.organizationId, name: `Name ${index}`, version: 1 },
            caller,
          ),
        ),
      ),
    );
    expect(attempts.filter((result) => result === null)).toHaveLength(1);
    expect(attempts.filter((result) => result !== null)).toEqual(
      Array.from({ length: 19 }, () => ({ code: "conflict", reason: "version_mismatch" })),
    );
    expect(await entries("organizations.update")).toBe(1);
  });

  it("leaves nothing behind when the body fails", async () => {
    const keyed = { ...caller, idempotencyKey: newId() };
    const input = { name: "Twin", kind: "enterprise", externalRef: "X-1" };
    await execute(createOrganization, input, caller);
    expect(await failure(execute(createOrganization, input, keyed))).toMatchObject({ code: "conflict" });
    expect(await entries("organizations.create")).toBe(1);
    expect(await prisma.idempotencyKey.count({ where: { key: keyed.idempotencyKey } })).toBe(0);
    expect(await prisma.outboxEvent.count({ where: { organizationId: tenant.organizationId } })).toBe(1);
  });

  it("wants the second factor again after five minutes", async () => {
    const { organizationId } = await makeTenant([], tenant);
    const input = { organizationId, reason: "overdue invoices" };
    const later = momentAfter(now(), minutes(5) + 1);
    expect(await withClock(later, () => failure(execute(suspendOrganization, input, caller)))).toMatchObject({
      code: "step_up_required",
    });
    const inTime = momentAfter(now(), minutes(5) - 1000);
    expect(await withClock(inTime, () => failure(execute(suspendOrganization, input, caller)))).toBeNull();
  });

  it("refuses what an open breaker guards, and lets it through again when it is closed", async () => {
    const system = await systemCaller("test");
    await perform(openCircuitBreaker, { key: "organizations.create", reason: "too many at once" }, system);
    const attempt = execute(createOrganization, { name: "Later", kind: "enterprise" }, caller);
    expect(await failure(attempt)).toMatchObject({ code: "unavailable", reason: "breaker_open" });
    await prisma.circuitBreaker.update({
      where: { key: "organizations.create" },
      data: { open: false },
      select: { key: true },
    });
    expect(
      await failure(execute(createOrganization, { name: "Now", kind: "enterprise" }, caller)),
    ).toBeNull();
  });

  it("names every faulty field", async () => {
    const error = await execute(createOrganization, { name: "", kind: "club", extra: 1 }, caller).catch(
      (caught: AppError) => caught,
    );
    expect((error as AppError).details.fields?.map((field) => field.path).sort()).toEqual([
      "extra",
      "kind",
      "name",
    ]);
  });
});
