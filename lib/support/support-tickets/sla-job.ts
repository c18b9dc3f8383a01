import { after, days, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { log } from "@/lib/core/log";
import { systemCaller } from "@/lib/core/system";
import { setting } from "@/lib/settings/settings/read";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { watchTicket } from "@/lib/support/support-tickets/watch";

/** How many tickets one look reads at a time, and at most takes on; the next minute finds the rest. */
const batch = 200;
const most = 2000;

export type SlaRun = { watched: number; closed: number; failed: number };

/**
 * Looks through the open tickets whose clocks say something, and closes those that were resolved long enough ago (setting
 * `support.autoCloseDays`). One that fails is left for the next time and stops none of the others.
 */
export async function watchSupport(): Promise<SlaRun> {
  const at = now();
  const caller = await systemCaller("support-sla");
  const { autoCloseDays } = await setting("support");
  const watched = await eachOf(
    {
      state: "open",
      OR: [
        { warnAt: { lte: at }, warnedAt: null },
        { responseDueAt: { lt: at }, responseBreachedAt: null },
        { resolveDueAt: { lt: at }, resolveBreachedAt: null },
      ],
    },
    (ticketId) => perform(watchTicket, { ticketId }, caller),
  );
  const closed =
    autoCloseDays === 0
      ? { done: 0, failed: 0 }
      : await eachOf(
          { state: "resolved", resolvedAt: { lte: after(at, -days(autoCloseDays)) } },
          (ticketId) => perform(closeTicket, { ticketId }, caller),
        );
  return { watched: watched.done, closed: closed.done, failed: watched.failed + closed.failed };
}

async function eachOf(
  where: Prisma.SupportTicketWhereInput,
  act: (ticketId: string) => Promise<unknown>,
): Promise<{ done: number; failed: number }> {
  const result = { done: 0, failed: 0 };
  let last: string | undefined;
  while (result.done + result.failed < most) {
    const tickets = await prisma.supportTicket.findMany({
      where: last ? { AND: [where, { id: { gt: last } }] } : where,
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    for (const { id } of tickets) {
      last = id;
      try {
        await act(id);
        result.done++;
      } catch (error) {
        result.failed++;
        log().error({ err: error, ticketId: id }, "a ticket's clocks could not be looked at");
      }
    }
    if (tickets.length < batch) break;
  }
  return result;
}
