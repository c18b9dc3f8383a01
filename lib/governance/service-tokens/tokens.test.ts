import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { days, withClock } from "@/lib/core/clock";
import { execute, perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { callerOfToken } from "@/lib/governance/auth/token-caller";
import { deleteView } from "@/lib/governance/saved-views/delete";
import { savedViews } from "@/lib/governance/saved-views/resource";
import { saveView } from "@/lib/governance/saved-views/save";
import { createServiceToken } from "@/lib/governance/service-tokens/create";
import { serviceTokens } from "@/lib/governance/service-tokens/resource";
import { revokeServiceToken } from "@/lib/governance/service-tokens/revoke";
import { revokeSession } from "@/lib/governance/sessions/revoke";
import { makeSession } from "@/lib/governance/testing/auth";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let boss: Caller;

beforeEach(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  boss = callerAt(tenant, tenant.operatorId, allPermissions);
});

const facts = { requestId: newId(), address: "127.0.0.1", userAgent: "curl", locale: "en" as const };

const create = (input: Record<string, unknown> = {}, caller = boss) =>
  perform(createServiceToken, { name: "Nightly import", ...input }, caller);

const rename = (caller: Caller) =>
  perform(updateOrganization, { organizationId: tenant.organizationId, note: newId() }, caller);

describe("a service token", () => {
  it("acts for its operator, as itself in the trail", async () => {
    const { token, serviceTokenId, prefix } = await create();
    expect(token).toMatch(/^flt_[\w-]{43}$/);
    expect(token.startsWith(prefix)).toBe(true);
    const requestId = newId();
    await rename(await callerOfToken(token, { ...facts, requestId }));
    expect(
      await prisma.auditEntry.findFirst({
        where: { requestId },
        select: { actorType: true, actorId: true, tokenId: true },
      }),
    ).toEqual({ actorType: "token", actorId: tenant.operatorId, tokenId: serviceTokenId });
  });

  it("can no more than its list says, and nothing outside of its organization", async () => {
    const { token } = await create({ permissions: ["customers.organizations.read"] });
    const caller = await callerOfToken(token, facts);
    await expect(rename(caller)).rejects.toMatchObject({ code: "forbidden" });
    const other = await makeTenant([]);
    await expect(
      perform(updateOrganization, { organizationId: other.organizationId, note: "x" }, caller),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("with a list has no part in what is its operator's own", async () => {
    const { token: whole } = await create();
    const { token: narrow } = await create({ permissions: ["customers.organizations.read"] });
    const view = { resource: "organizations", name: "Mine", query: "" };
    const { savedViewId } = await perform(saveView, view, await callerOfToken(whole, facts));
    const caller = await callerOfToken(narrow, facts);
    const beyond = { code: "forbidden", reason: "token_narrowed" };
    await expect(perform(deleteView, { savedViewId }, caller)).rejects.toMatchObject(beyond);
    await expect(list(savedViews, { filters: {} }, caller)).rejects.toMatchObject(beyond);
    const sessionId = await makeSession(tenant.operatorId);
    await expect(perform(revokeSession, { sessionId }, caller)).rejects.toMatchObject(beyond);
    await perform(revokeSession, { sessionId }, await callerOfToken(whole, facts));
  });

  it("loses what its operator loses", async () => {
    const { token } = await create();
    await prisma.role.update({
      where: { id: tenant.roleId },
      data: { permissions: [] },
      select: { id: true },
    });
    await expect(rename(await callerOfToken(token, facts))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stops when it is revoked or expires", async () => {
    const { token, serviceTokenId } = await create({ expiresInDays: 10 });
    await expect(
      withClock(new Date(Date.now() + days(11)), () => callerOfToken(token, facts)),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    await callerOfToken(token, facts);
    await perform(revokeServiceToken, { serviceTokenId, reason: "leaked" }, boss);
    await expect(callerOfToken(token, facts)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(perform(revokeServiceToken, { serviceTokenId }, boss)).rejects.toMatchObject({
      reason: "governance.already_revoked",
    });
    const { rows, columns } = await list(serviceTokens, { filters: { state: "revoked" } }, boss);
    expect(rows[0]?.[0]).toBe(serviceTokenId);
    expect(rows[0]?.[columns.indexOf("lastUsedAt") + 1]).toMatch(/^20/);
  });

  it("is shown this once and kept nowhere", async () => {
    const caller = { ...boss, idempotencyKey: newId() };
    const first = await execute(createServiceToken, { name: "Once" }, caller);
    const again = await execute(createServiceToken, { name: "Once" }, caller);
    const token = first.status === "done" ? first.data.token : "";
    expect(again).toMatchObject({ status: "done", data: { token: null } });
    expect(again).toMatchObject(
      first.status === "done" ? { data: { serviceTokenId: first.data.serviceTokenId } } : {},
    );
    for (const table of ["service_token", "idempotency_key", "audit_entry", "outbox_event"]) {
      const { rows } = await pool.query(`select 1 from ${table} t where t::text like $1`, [`%${token}%`]);
      expect(rows, table).toEqual([]);
    }
  });
});

describe("making one", () => {
  it("gives away nothing the maker lacks", async () => {
    const held = ["governance.service-tokens.write", "customers.organizations.read"];
    const { operatorId } = await makeOperator(tenant, held);
    const weak = callerAt(tenant, operatorId, held);
    await expect(create({ permissions: ["customers.organizations.write"] }, weak)).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "customers.organizations.write" },
    });
    await expect(create({ permissions: ["no.such.thing"] }, weak)).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await create({}, weak)).token).toBeTruthy();
  });

  it("does not let a narrow token make a wide one for its own operator", async () => {
    const { token } = await create({ permissions: ["governance.service-tokens.write"] });
    const narrow = await callerOfToken(token, facts);
    await expect(create({}, narrow)).rejects.toMatchObject({ code: "forbidden" });
    await expect(create({ permissions: ["customers.organizations.write"] }, narrow)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("for another takes the right to look after accounts, and everything that other holds", async () => {
    const { operatorId } = await makeOperator(tenant, ["customers.organizations.read"]);
    const held = ["governance.service-tokens.write", "customers.organizations.read"];
    const clerk = await makeOperator(tenant, held);
    await expect(create({ operatorId }, callerAt(tenant, clerk.operatorId, held))).rejects.toMatchObject({
      params: { permission: "governance.operators.write" },
    });
    await expect(
      create(
        { operatorId: tenant.operatorId },
        callerAt(tenant, clerk.operatorId, [...held, "governance.operators.write"]),
      ),
    ).rejects.toMatchObject({ code: "forbidden", reason: "governance.cannot_give" });
    expect((await create({ operatorId })).token).toBeTruthy();
    const stranger = await makeTenant([]);
    await expect(create({ operatorId: stranger.operatorId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("asks for step-up, and refuses a disabled account", async () => {
    await expect(create({}, { ...boss, steppedUpAt: null })).rejects.toMatchObject({
      code: "step_up_required",
    });
    const { operatorId } = await makeOperator(tenant, []);
    await prisma.operator.update({
      where: { id: operatorId },
      data: { state: "disabled" },
      select: { id: true },
    });
    await expect(create({ operatorId })).rejects.toMatchObject({ reason: "governance.operator_disabled" });
  });
});
