import { z } from "zod";
import { prisma } from "@/lib/core/db";
import { money } from "@/lib/core/money";
import { executionError } from "@/lib/governance/approvals/ending";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";

const asked = z.object({ amount: money });
const about = z.object({ bill: z.string() });

/** So many of a ticket's credits are shown, the newest. */
const shownCredits = 20;

/**
 * The credits that were asked for because of a ticket, oldest first, and what became of them; none on the customer's side, who
 * learns of a credit from their bill.
 */
export async function creditsOf(ticket: Pick<SupportTicketRecord, "id" | "side">) {
  if (ticket.side !== "staff") return [];
  const rows = await prisma.approval.findMany({
    where: { targetType: "support-tickets", targetId: ticket.id, command: "support-tickets.propose-credit" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: shownCredits,
    select: {
      id: true,
      number: true,
      state: true,
      input: true,
      before: true,
      error: true,
      reason: true,
      createdAt: true,
      decidedAt: true,
      finishedAt: true,
      requester: { select: { name: true } },
    },
  });
  return rows.reverse().map(({ input, before, error, requester, ...row }) => ({
    ...row,
    requester: requester.name,
    amount: asked.parse(input).amount,
    /** What people call the bill. */
    bill: about.safeParse(before).data?.bill ?? null,
    /** Why it could not be carried out. */
    error: executionError.safeParse(error).data ?? null,
  }));
}

export type TicketCredit = Awaited<ReturnType<typeof creditsOf>>[number];
