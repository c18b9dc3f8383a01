import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { updateOrganization } from "@/lib/customers/organizations/update";

const permissions = ["customers.organizations.write"];

it("changes what an organization is, but not the platform, nor into an individual with others below", async () => {
  const root = await platform();
  const { operatorId } = await makeOperator(root, permissions);
  const staff = callerAt(root, operatorId, permissions);
  const parent = await makeTenant([]);
  const child = await makeTenant([], parent);
  const become = (organizationId: string, kind: string) =>
    perform(updateOrganization, { organizationId, kind }, staff);
  const kindOf = async (id: string) =>
    (await prisma.organization.findUniqueOrThrow({ where: { id }, select: { kind: true } })).kind;

  await become(child.organizationId, "individual");
  expect(await kindOf(child.organizationId)).toBe("individual");
  await become(parent.organizationId, "enterprise");
  expect(await kindOf(parent.organizationId)).toBe("enterprise");

  await expect(become(parent.organizationId, "individual")).rejects.toMatchObject({
    reason: "customers.parent_cannot_have_children",
  });
  await expect(become(root.organizationId, "reseller")).rejects.toMatchObject({
    reason: "customers.platform_kind_stays",
  });
  await expect(become(child.organizationId, "platform")).rejects.toMatchObject({ code: "invalid_input" });
});
