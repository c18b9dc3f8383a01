import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { callerAt, makeTenant } from "@/lib/core/testing/world";
import { exports } from "@/lib/governance/exports/resource";
import { allPermissions } from "@/lib/registry";

it("finds rows by what their lists are called, in either language, and by the name", async () => {
  const tenant = await makeTenant(allPermissions);
  const caller = callerAt(tenant, tenant.operatorId, allPermissions);
  await prisma.export.createMany({
    data: ["audit-entries", "organizations", "job-runs"].map((resource) => ({
      id: newId(),
      organizationId: tenant.organizationId,
      operatorId: tenant.operatorId,
      resource,
      query: {},
      locale: "en",
      createdAt: new Date(),
    })),
  });
  const found = async (query: { q?: string; filters?: Record<string, string> }) => {
    const { rows } = await list(exports, { filters: {}, columns: ["resource"], ...query }, caller);
    return rows.map(([, resource]) => resource).sort();
  };
  for (const words of ["Audit LOG", "审计日志", "audit-entries"]) {
    expect(await found({ q: words })).toEqual(["audit-entries"]);
    expect(await found({ filters: { resource: words } })).toEqual(["audit-entries"]);
  }
  expect(await found({ q: "组织" })).toEqual(["organizations"]);
  expect(await found({ q: "zzqx" })).toEqual([]);
});
