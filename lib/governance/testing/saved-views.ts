import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, type Examples, type Tenant, type World } from "@/lib/core/testing/world";

async function view(tenant: Tenant): Promise<string> {
  const id = newId();
  await prisma.savedView.create({
    data: {
      id,
      organizationId: tenant.organizationId,
      operatorId: tenant.operatorId,
      resource: "organizations",
      name: `View ${id}`,
      query: "state=active",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

const owner = ({ tenant, permissions }: World) => callerAt(tenant, tenant.operatorId, permissions);

export const savedViewExamples: Examples = {
  commands: {
    "saved-views.save": async (world) => ({
      input: {
        savedViewId: await view(world.tenant),
        resource: "organizations",
        name: "Suspended",
        query: "state=suspended",
      },
      caller: owner(world),
    }),
    "saved-views.delete": async (world) => ({
      input: { savedViewId: await view(world.tenant) },
      caller: owner(world),
    }),
  },
  rows: { "saved-views": ({ tenant }) => view(tenant) },
};
