import { prisma } from "@/lib/core/db";
import type { SupportTicketState } from "@/lib/support/support-tickets/machine";

/** That a ticket came to another state, and when; not who did it, nor why. */
export type StateMove = { verb: "resolve" | "close" | "reopen"; at: Date };

const over: readonly unknown[] = ["resolved", "closed"];

/** Which move a change of state was; null for none that a reader is told of. */
export function moveOf(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): StateMove["verb"] | null {
  const [from, to] = [before?.state, after?.state];
  if (from === to) return null;
  if (to === ("resolved" satisfies SupportTicketState)) return "resolve";
  if (to === ("closed" satisfies SupportTicketState)) return "close";
  return to === ("open" satisfies SupportTicketState) && over.includes(from) ? "reopen" : null;
}

const most = 200;

/**
 * How often a ticket was resolved, closed and opened again, oldest first. The ticket itself only knows the last time, and
 * forgets it when it is opened again; the trail keeps all.
 */
export async function stateMovesOf(ticketId: string): Promise<StateMove[]> {
  const entries = await prisma.auditEntry.findMany({
    where: { targetType: "support-tickets", targetId: ticketId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
    select: { createdAt: true, before: true, after: true },
  });
  return entries.reverse().flatMap(({ createdAt, before, after }) => {
    const verb = moveOf(fields(before), fields(after));
    return verb ? [{ verb, at: createdAt }] : [];
  });
}

const fields = (value: unknown): Record<string, unknown> | null =>
  value !== null && typeof value === "object" ? (value as Record<string, unknown>) : null;
