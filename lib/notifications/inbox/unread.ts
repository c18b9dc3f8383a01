import { type Caller, operatorOf } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";

/** How many items of the caller's inbox are unread. */
export async function unreadCount(caller: Caller): Promise<number> {
  const operatorId = operatorOf(caller);
  return operatorId ? prisma.inboxItem.count({ where: { operatorId, readAt: null } }) : 0;
}

/** The newest items of the caller's inbox, newest first. */
export async function newestInboxItems(caller: Caller, limit = 20) {
  const operatorId = operatorOf(caller);
  if (!operatorId) return [];
  return prisma.inboxItem.findMany({
    where: { operatorId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    select: { id: true, message: true, params: true, href: true, readAt: true, createdAt: true },
  });
}
