import type { AuditNotes } from "@/lib/core/audit";
import type { Caller } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import {
  type SupportTicketMove,
  type SupportTicketState,
  supportTicketMachine,
} from "@/lib/support/support-tickets/machine";
import {
  answered,
  type Clocks,
  leftOf,
  running,
  slaStateOf,
  standing,
  withBreaches,
} from "@/lib/support/support-tickets/sla-clock";
import { currentTicket, type Ticket } from "@/lib/support/support-tickets/ticket";

/** What of a command's run a change needs. */
export type Acting = {
  tx: Tx;
  caller: Caller;
  audit: AuditNotes;
  emit(name: string, payload: Record<string, unknown>): void;
  now: Date;
};

/** Only the clocks of a ticket's row. */
export const clocksOf = ({
  responseDueAt,
  resolveDueAt,
  pausedAt,
  responseLeftSeconds,
  resolveLeftSeconds,
  warnAt,
  warnedAt,
  responseBreachedAt,
  resolveBreachedAt,
}: Clocks): Clocks => ({
  responseDueAt,
  resolveDueAt,
  pausedAt,
  responseLeftSeconds,
  resolveLeftSeconds,
  warnAt,
  warnedAt,
  responseBreachedAt,
  resolveBreachedAt,
});

/**
 * A ticket's clocks after a change: they run while it is open and stand otherwise; the first one ends with the first answer.
 * @param to the state it comes to.
 * @param answers whether the change is a public answer of staff.
 */
export function clocksAfter(
  ticket: Ticket,
  to: SupportTicketState,
  { answers, now }: { answers: boolean; now: Date },
): Clocks {
  const { calendar, policy } = ticket;
  let clocks = clocksOf(ticket);
  if (!calendar || !policy) return clocks;
  if (answers && !ticket.firstRespondedAt) clocks = answered(clocks, calendar, policy.warnMinutes, now);
  const runs = clocks.pausedAt === null;
  if (runs && to !== "open") return standing(clocks, calendar, now);
  if (!runs && to === "open")
    return running(clocks, leftOf(clocks, calendar, now), calendar, policy.warnMinutes, now);
  return withBreaches(clocks, now);
}

/** A policy with the clocks that run by it. */
export type NewPromise = Clocks &
  Pick<
    Ticket,
    "policyId" | "calendarId" | "promisedResponseMinutes" | "promisedResolveMinutes" | "policy" | "calendar"
  >;

type Change = {
  move?: SupportTicketMove;
  data?: Omit<Prisma.SupportTicketUncheckedUpdateManyInput, "id">;
  /** A public answer of staff. */
  answers?: boolean;
  /** What is promised from now on, with its clocks, where that changes. */
  promised?: NewPromise;
  /** What else the trail is told. */
  also?: Record<string, unknown>;
};

export type Changed = { ticketId: string; number: string; state: SupportTicketState; version: number };

/**
 * Changes a locked ticket: its state if the machine allows it, its clocks, its version. The trail is told what changed; an
 * event says so to the outside.
 * @returns what the command answers.
 * @throws conflict with the current ticket when the move does not start from its state.
 */
export async function changeTicket(
  { tx, audit, emit, now }: Acting,
  ticket: Ticket,
  { move, data = {}, answers = false, promised, also = {} }: Change,
): Promise<Changed> {
  const { id, number, organizationId } = ticket;
  const to = move ? supportTicketMachine.moves[move].to : ticket.state;
  const promising: Ticket = promised ? { ...ticket, ...promised } : ticket;
  const next = clocksAfter(promising, to, { answers, now });
  const { policyId, calendarId, promisedResponseMinutes, promisedResolveMinutes } = promising;
  const changes = {
    ...data,
    ...(promised ? { policyId, calendarId, promisedResponseMinutes, promisedResolveMinutes } : {}),
    ...next,
    ...(answers && !ticket.firstRespondedAt ? { firstRespondedAt: now } : {}),
    slaState: slaStateOf(next, to, policyId !== null, now),
    version: { increment: 1 },
    updatedAt: now,
  };
  if (move)
    await supportTicketMachine.move(
      move,
      ({ where, data: moved }) =>
        tx.supportTicket.updateMany({ where: { id, ...where }, data: { ...changes, ...moved } }),
      () => currentTicket(tx, id),
    );
  else await tx.supportTicket.updateMany({ where: { id }, data: changes });
  audit.target({ type: "support-tickets", id, label: number });
  audit.change({ state: ticket.state, ...before(ticket, data) }, { state: to, ...data, ...also });
  emit("support-tickets/changed", { ticketId: id, organizationId, state: to });
  return { ticketId: id, number, state: to, version: ticket.version + 1 };
}

const before = (ticket: Ticket, data: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(data).map((key) => [key, Reflect.get(ticket, key) ?? null]));
