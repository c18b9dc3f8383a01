import { z } from "zod";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";

const choosable = (operatorId: string, caller: Caller) => ({
  OR: [{ operatorId }, { shared: true, organizationId: caller.scope.organizationId }],
});

/** One view this caller may choose, or null. */
export async function viewNamed(id: string, caller: Caller) {
  const operatorId = operatorOf(caller);
  if (!operatorId || !z.guid().safeParse(id).success) return null;
  return prisma.savedView.findFirst({
    where: { id, ...choosable(operatorId, caller) },
    select: { resource: true, query: true },
  });
}

/** The views of a resource's list this caller may choose: their own, and those shared where they work. */
export async function viewsOf(resource: string, caller: Caller) {
  const operatorId = operatorOf(caller);
  if (!operatorId) return [];
  const rows = await prisma.savedView.findMany({
    where: { resource, ...choosable(operatorId, caller) },
    select: { id: true, name: true, query: true, shared: true, operatorId: true },
    orderBy: { name: "asc" },
    take: 200,
  });
  return rows.map(({ operatorId: owner, ...view }) => ({ ...view, mine: owner === operatorId }));
}
