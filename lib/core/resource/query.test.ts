import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { list } from "@/lib/core/resource/list";
import { callerAt, makeTenant } from "@/lib/core/testing/world";
import { organizations } from "@/lib/customers/organizations/resource";
import { customersPermissions } from "@/lib/customers/permissions";

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
