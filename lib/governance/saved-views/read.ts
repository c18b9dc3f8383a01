import { type Caller, operatorOf } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";

/** The views of a resource's list this caller may choose: their own, and those shared where they work. */
export async function viewsOf(resource: string, caller: Caller) {
  const operatorId = operatorOf(caller);
  if (!operatorId) return [];
  const rows = await prisma.savedView.findMany({
    where: {
      resource,
      OR: [{ operatorId }, { shared: true, organizationId: caller.scope.organizationId }],
    },
    select: { id: true, name: true, query: true, shared: true, operatorId: true },
    orderBy: { name: "asc" },
    take: 200,
  });
  return rows.map(({ operatorId: owner, ...view }) => ({ ...view, mine: owner === operatorId }));
}
