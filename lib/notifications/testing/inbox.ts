import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, type Examples, type World } from "@/lib/core/testing/world";

async function item({ tenant }: World): Promise<string> {
  const id = newId();
  await prisma.inboxItem.create({
    data: {
      id,
      operatorId: tenant.operatorId,
      message: "governance.inbox.approval_rejected",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

export const inboxExamples: Examples = {
  commands: {
    "inbox-items.read": async (world) => ({
      input: { inboxItemId: await item(world) },
      caller: callerAt(world.tenant, world.tenant.operatorId, world.permissions),
    }),
    "inbox-items.read-all": async (world) => ({
      input: {},
      caller: callerAt(world.tenant, world.tenant.operatorId, world.permissions),
      targetless: true,
    }),
  },
  rows: { "inbox-items": item },
};
