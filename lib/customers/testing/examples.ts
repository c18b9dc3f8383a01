import { prisma } from "@/lib/core/db";
import { type Examples, makeTenant } from "@/lib/core/testing/world";
import { customerExamples } from "@/lib/customers/testing/customers";

export const customersExamples: Examples = {
  commands: {
    ...customerExamples.commands,
    "organizations.create": async ({ tenant }) => ({
      input: { name: "New Enterprise", kind: "enterprise", parentId: tenant.organizationId },
    }),
    "organizations.update": async ({ tenant }) => ({
      input: { organizationId: tenant.organizationId, name: "Another name", version: 1 },
    }),
    "organizations.move": async ({ tenant }) => {
      const [moving, under] = [await makeTenant([], tenant), await makeTenant([], tenant)];
      return { input: { organizationId: moving.organizationId, parentId: under.organizationId } };
    },
    "organizations.suspend": async ({ tenant }) => ({
      input: { organizationId: tenant.organizationId, reason: "does not pay" },
    }),
    "organizations.set-allow-list": async ({ tenant }) => ({
      input: { organizationId: tenant.organizationId, ipAllowList: ["127.0.0.0/8"], version: 1 },
    }),
    "organizations.import": async ({ tenant }) => ({
      input: { csv: "name,kind\nNorth,enterprise\n", parentId: tenant.organizationId },
    }),
    "organizations.reactivate": async ({ tenant }) => {
      await prisma.organization.update({
        where: { id: tenant.organizationId },
        data: { state: "suspended" },
        select: { id: true },
      });
      return { input: { organizationId: tenant.organizationId, reason: "paid" } };
    },
  },
  rows: {
    ...customerExamples.rows,
    organizations: async ({ tenant }) => (await makeTenant([], tenant)).organizationId,
  },
};
