import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, type Examples, type Tenant } from "@/lib/core/testing/world";

async function anExport({ organizationId, operatorId }: Tenant): Promise<string> {
  const id = newId();
  await prisma.export.create({
    data: {
      id,
      organizationId,
      operatorId,
      resource: "organizations",
      query: { filters: {} },
      state: "queued",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

async function anImport({ organizationId, operatorId }: Tenant): Promise<string> {
  const id = newId();
  await prisma.import.create({
    data: {
      id,
      organizationId,
      operatorId,
      importer: "organizations",
      csv: "name,kind\nNorth,enterprise\n",
      options: { parentId: organizationId },
      state: "queued",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

export const transferExamples: Examples = {
  commands: {
    "exports.create": async ({ tenant, permissions }) => ({
      input: { resource: "organizations" },
      caller: callerAt(tenant, tenant.operatorId, permissions),
      targetless: true,
    }),
    "exports.cancel": async ({ tenant }) => ({ input: { exportId: await anExport(tenant) } }),
    "imports.cancel": async ({ tenant }) => ({ input: { importId: await anImport(tenant) } }),
  },
  rows: {
    exports: ({ tenant }) => anExport(tenant),
    imports: ({ tenant }) => anImport(tenant),
  },
};
