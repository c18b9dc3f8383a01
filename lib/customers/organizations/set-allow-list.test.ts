import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { execute, perform, preview } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { setAllowList } from "@/lib/customers/organizations/set-allow-list";
import { updateOrganization } from "@/lib/customers/organizations/update";

const permission = "customers.organizations.secure";
const from = (tenant: Tenant, address: string | null) =>
  callerAt(tenant, tenant.operatorId, [permission], { address });

const listOf = async ({ organizationId }: Tenant) =>
  (
    await prisma.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { ipAllowList: true },
    })
  ).ipAllowList;

const withoutYou = (address: string) => ({
  code: "rule_violation",
  reason: "customers.allow_list_without_you",
  params: { address },
});

it("takes a list one is on oneself, and none that would shut one out", async () => {
  const tenant = await makeTenant([permission]);
  const { organizationId } = tenant;
  const elsewhere = { organizationId, ipAllowList: ["203.0.113.0/24"] };
  await expect(perform(setAllowList, elsewhere, from(tenant, "198.51.100.7"))).rejects.toMatchObject(
    withoutYou("198.51.100.7"),
  );
  await expect(perform(setAllowList, elsewhere, from(tenant, null))).rejects.toMatchObject(withoutYou("–"));
  // An approval asks for the preview first, while whoever asks is still there.
  await expect(preview(setAllowList, elsewhere, from(tenant, "198.51.100.7"))).rejects.toBeInstanceOf(
    AppError,
  );
  expect(await listOf(tenant)).toEqual([]);

  await perform(setAllowList, elsewhere, from(tenant, "203.0.113.9"));
  expect(await listOf(tenant)).toEqual(["203.0.113.0/24"]);
  await perform(setAllowList, { organizationId, ipAllowList: [] }, from(tenant, "203.0.113.9"));
  expect(await listOf(tenant)).toEqual([]);
});

it("lets others say where an organization's people come from, whose own list it is not", async () => {
  const reseller = await makeTenant([permission]);
  const customer = await makeTenant([], reseller);
  const list = { organizationId: customer.organizationId, ipAllowList: ["203.0.113.4"] };
  await perform(setAllowList, list, from(reseller, "198.51.100.7"));
  expect(await listOf(customer)).toEqual(["203.0.113.4"]);
  await perform(setAllowList, { ...list, ipAllowList: [] }, await systemCaller("command line"));
  expect(await listOf(customer)).toEqual([]);
});

it("wants proof who one is, and is nothing an edit may change", async () => {
  const tenant = await makeTenant([permission, "customers.organizations.write"]);
  const { organizationId } = tenant;
  const input = { organizationId, ipAllowList: ["127.0.0.1"] };
  const stale = callerAt(tenant, tenant.operatorId, [permission], { steppedUpAt: null });
  await expect(execute(setAllowList, input, stale)).rejects.toMatchObject({ code: "step_up_required" });
  const editor = callerAt(tenant, tenant.operatorId, ["customers.organizations.write"]);
  await expect(execute(setAllowList, input, editor)).rejects.toMatchObject({ code: "forbidden" });
  await expect(execute(updateOrganization, input, editor)).rejects.toMatchObject({ code: "invalid_input" });
});
