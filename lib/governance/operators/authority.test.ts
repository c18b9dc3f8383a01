import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { Place } from "@/lib/core/scope";
import { foundingCaller, systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { disableOperator } from "@/lib/governance/operators/disable";
import { enableOperator } from "@/lib/governance/operators/enable";
import { grantRole } from "@/lib/governance/operators/grant-role";
import { resetTotp } from "@/lib/governance/operators/reset-totp";
import { revokeRole } from "@/lib/governance/operators/revoke-role";
import { governancePermissions } from "@/lib/governance/permissions";
import { createRole } from "@/lib/governance/roles/create";
import { foundPlatform } from "@/lib/governance/roles/found-platform";
import { updateRole } from "@/lib/governance/roles/update";
import { allPermissions } from "@/lib/registry";

let root: Place;

beforeAll(async () => {
  root = await platform();
  await perform(foundPlatform, { name: "Platform", permissions: allPermissions }, foundingCaller("test"));
});

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => error.reason,
  );

async function superAdmin(): Promise<string> {
  const { operatorId } = await makeOperator(root, []);
  const role = await prisma.role.findUniqueOrThrow({
    where: { preset: "super_admin" },
    select: { id: true },
  });
  await prisma.roleGrant.create({
    data: { id: newId(), operatorId, roleId: role.id, organizationId: root.organizationId, createdAt: now() },
    select: { id: true },
  });
  return operatorId;
}

describe("authority", () => {
  it("lets nobody give a permission they lack, by grant or by role", async () => {
    const tenant = await makeTenant(["governance.operators.grant"]);
    const weak = callerAt(tenant, tenant.operatorId, ["governance.operators.grant"]);
    const { operatorId } = await makeOperator(tenant, []);
    const { roleId } = await makeOperator(tenant, ["customers.organizations.suspend"]);
    const grant = { operatorId, roleId, organizationId: tenant.organizationId };
    expect(await reasonOf(perform(grantRole, grant, weak))).toBe("governance.cannot_give");

    const editor = callerAt(root, (await makeOperator(root, [])).operatorId, ["governance.roles.write"]);
    const powers = { name: newId(), permissions: ["settings.settings.write"] };
    expect(await reasonOf(perform(createRole, powers, editor))).toBe("governance.cannot_give");
    const { roleId: own } = await makeOperator(root, ["governance.roles.write"]);
    const more = { roleId: own, permissions: ["governance.roles.write", "settings.settings.write"] };
    expect(await reasonOf(perform(updateRole, more, editor))).toBe("governance.cannot_give");
  });

  it("is given at the operator's own organization where none is named", async () => {
    const chief = await superAdmin();
    const tenant = await makeTenant([]);
    const { operatorId } = await makeOperator(tenant, []);
    const { roleId } = await makeOperator(tenant, ["customers.organizations.read"]);
    const everything = callerAt(root, chief, allPermissions);
    const preview = await grantRole.preview?.({ operatorId, roleId }, everything);
    expect(JSON.stringify(preview?.after)).toContain(`@ ${tenant.name}`);
    const given = await perform(grantRole, { operatorId, roleId }, everything);
    expect(given).toMatchObject({ organizationId: tenant.organizationId });
    expect(
      await prisma.roleGrant.count({
        where: { operatorId, roleId, organizationId: tenant.organizationId },
      }),
    ).toBe(1);
  });

  it("protects a stronger account from a weaker one", async () => {
    const strong = await superAdmin();
    const security = callerAt(root, (await makeOperator(root, [])).operatorId, governancePermissions);
    const input = { operatorId: strong, reason: "taking over" };
    expect(await reasonOf(perform(resetTotp, input, security))).toBe("governance.cannot_give");
    expect(await reasonOf(perform(disableOperator, input, security))).toBe("governance.cannot_give");
  });

  it("keeps the last super admin, also when two are removed at the same moment", async () => {
    await prisma.roleGrant.deleteMany({ where: { role: { preset: "super_admin" } } });
    const [one, two] = [await superAdmin(), await superAdmin()];
    const admin = callerAt(root, (await makeOperator(root, [])).operatorId, allPermissions);
    const role = await prisma.role.findUniqueOrThrow({
      where: { preset: "super_admin" },
      select: { id: true },
    });
    const results = await Promise.all([
      reasonOf(perform(disableOperator, { operatorId: one, reason: "left us" }, admin)),
      reasonOf(
        perform(
          revokeRole,
          { operatorId: two, roleId: role.id, organizationId: root.organizationId },
          await systemCaller("test"),
        ),
      ),
    ]);
    expect(results.sort()).toEqual(["governance.last_super_admin", null]);
  });

  it("does not count as a super admin who never accepted, also after disabling and enabling", async () => {
    await prisma.roleGrant.deleteMany({ where: { role: { preset: "super_admin" } } });
    const [chief, newcomer] = [await superAdmin(), await superAdmin()];
    const stateOf = async (id: string) =>
      (await prisma.operator.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
    await prisma.operator.update({
      where: { id: chief },
      data: { passwordSetAt: now() },
      select: { id: true },
    });
    await prisma.operator.update({
      where: { id: newcomer },
      data: { state: "invited" },
      select: { id: true },
    });
    const admin = callerAt(root, (await makeOperator(root, [])).operatorId, allPermissions);
    await perform(disableOperator, { operatorId: newcomer, reason: "too early" }, admin);
    await perform(enableOperator, { operatorId: newcomer, reason: "now" }, admin);
    expect(await stateOf(newcomer)).toBe("invited");
    const chiefLeaves = perform(disableOperator, { operatorId: chief, reason: "left us" }, admin);
    expect(await reasonOf(chiefLeaves)).toBe("governance.last_super_admin");

    await superAdmin();
    await perform(disableOperator, { operatorId: chief, reason: "left us" }, admin);
    await perform(enableOperator, { operatorId: chief, reason: "came back" }, admin);
    expect(await stateOf(chief)).toBe("active");
  });

  it("refuses to disable oneself", async () => {
    const operatorId = await superAdmin();
    await superAdmin();
    const self = callerAt(root, operatorId, allPermissions);
    expect(await reasonOf(perform(disableOperator, { operatorId, reason: "tired" }, self))).toBe(
      "governance.not_yourself",
    );
  });
});
