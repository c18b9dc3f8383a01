import type { Caller } from "@/lib/core/caller";
import { operatorOf } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translator";
import type { JobNews } from "@/lib/field-service/jobs/snapshot";
import { inboxText } from "@/lib/notifications/inbox/text";

/** What the office tells technicians, of all it tells people. */
const messages = [
  "assigned",
  "reminder",
  "updated",
  "rescheduled",
  "moved",
  "canceled",
  "taken_away",
  "released",
  "moved_away",
].map((name) => `field-service.inbox.${name}`);

const mostNews = 10;

/** What a technician was told about their visits and has not read, newest first, in their language. */
export async function unreadNews(caller: Caller): Promise<JobNews[]> {
  const operatorId = operatorOf(caller);
  if (!operatorId) return [];
  const items = await prisma.inboxItem.findMany({
    where: { operatorId, readAt: null, message: { in: messages } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostNews,
    select: { id: true, message: true, params: true, href: true, createdAt: true },
  });
  const t = await translator(caller.locale);
  return items.map((item) => ({
    id: item.id,
    text: inboxText(item, t, caller.locale),
    ticketId: item.href?.split("/").pop() ?? null,
    at: item.createdAt.toISOString(),
  }));
}
