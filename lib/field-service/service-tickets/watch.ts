import { after, hours, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { noteOverdueTicket } from "@/lib/field-service/service-tickets/note-overdue";
import { remindOfTicket } from "@/lib/field-service/service-tickets/remind";
import { setting } from "@/lib/settings/settings/read";

/** How many tickets one look takes on; the next finds the rest. */
const batch = 200;

const inOrder = { orderBy: { id: "asc" }, take: batch, select: { id: true } } as const;

/**
 * Looks through the open tickets: tells of those overdue in their state, and reminds of visits that are near.
 * @returns how many of each.
 */
export async function watchTickets(): Promise<{ overdue: number; reminded: number }> {
  const at = now();
  const { reminderHours } = await setting("fieldService");
  const caller = await systemCaller("service-ticket-reminders");
  const overdue = await prisma.serviceTicket.findMany({
    where: {
      state: { in: ["booked", "confirmed", "assigned", "in_progress"] },
      dueAt: { lt: at },
      overdueToldAt: null,
    },
    ...inOrder,
  });
  for (const { id: ticketId } of overdue) await perform(noteOverdueTicket, { ticketId }, caller);
  const near = await prisma.serviceTicket.findMany({
    where: {
      state: "assigned",
      appointmentStart: { gt: at, lte: after(at, hours(reminderHours)) },
      remindedAt: null,
    },
    ...inOrder,
  });
  for (const { id: ticketId } of near) await perform(remindOfTicket, { ticketId }, caller);
  return { overdue: overdue.length, reminded: near.length };
}
