import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { perform, preview } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { customersPermissions } from "@/lib/customers/permissions";

const stateOf = async (id: string) =>
  (await prisma.organization.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

it("is not for one's own organization, nor for one above it", async () => {
  const reseller = await makeTenant(customersPermissions);
  const customer = await makeTenant([], reseller);
  const suspend = (organizationId: string) => ({ organizationId, reason: "does not pay" });
  const notYours = { code: "rule_violation", reason: "customers.not_your_own" };

  const chief = callerAt(reseller, reseller.operatorId, customersPermissions);
  await expect(perform(suspendOrganization, suspend(reseller.organizationId), chief)).rejects.toMatchObject(
    notYours,
  );
  await expect(preview(suspendOrganization, suspend(reseller.organizationId), chief)).rejects.toMatchObject(
    notYours,
  );
  // Somebody of a customer who was given a role at the reseller.
  const below = callerAt(reseller, customer.operatorId, customersPermissions);
  await expect(perform(suspendOrganization, suspend(reseller.organizationId), below)).rejects.toMatchObject(
    notYours,
  );
  expect(await stateOf(reseller.organizationId)).toBe("active");

  await perform(suspendOrganization, suspend(customer.organizationId), chief);
  expect(await stateOf(customer.organizationId)).toBe("suspended");
  const root = await platform();
  const { operatorId } = await makeOperator(root, customersPermissions);
  const staff = callerAt(root, operatorId, customersPermissions);
  await perform(suspendOrganization, suspend(reseller.organizationId), staff);
  expect(await stateOf(reseller.organizationId)).toBe("suspended");
});

it("is open to the product itself", async () => {
  const tenant = await makeTenant([]);
  const input = { organizationId: tenant.organizationId, reason: "does not pay" };
  await perform(suspendOrganization, input, await systemCaller("test"));
  expect(await stateOf(tenant.organizationId)).toBe("suspended");
});
