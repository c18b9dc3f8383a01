import { formatMoney } from "@/lib/core/i18n/format";
import { describeError } from "@/lib/core/i18n/translate";
import type { Tone } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";
import { approvalMachine } from "@/lib/governance/approvals/machine";
import { operators } from "@/lib/governance/operators/resource";
import type { TicketCredit } from "@/lib/support/support-tickets/credits";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { moveOf } from "@/lib/support/support-tickets/state-moves";
import { actorName } from "../actor-name";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { type TimelineEntry, timelineOf } from "../timeline-of";

/** Something that was done with a ticket, as a line between what was said. */
export type TicketEvent = {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  tone: Tone;
  actor: string | null;
  words: string;
  reason: string | null;
};

const tones: Record<string, Tone> = {
  assign: "progress",
  transfer: "progress",
  urge: "waiting",
  resolve: "done",
  close: "over",
  reopen: "waiting",
  merge: "over",
  rate: "done",
  watch: "danger",
};

const base = "support.pages.ticket.events";

/**
 * What happened to a ticket besides what was said. Staff who may read the trail read it from there, with who did it and why;
 * everybody else what the ticket itself says, so that nothing internal comes through.
 */
export async function ticketEvents(
  reader: Reader,
  ticket: SupportTicketRecord,
  credits: readonly TicketCredit[],
): Promise<TicketEvent[]> {
  const trail =
    ticket.side === "staff" ? await timelineOf(reader.caller, "support-tickets", ticket.id) : null;
  const happened = trail ? await fromTrail(reader, ticket, trail) : fromTicket(reader, ticket);
  return [...happened, ...credits.flatMap((credit) => creditEvents(reader, credit))];
}

/** That a credit was asked for, and how it ended. */
export function creditEvents(
  { t, caller }: Pick<Reader, "t" | "caller">,
  credit: TicketCredit,
): TicketEvent[] {
  const { id, number, state, error, finishedAt } = credit;
  const words = {
    number,
    amount: formatMoney(credit.amount, caller.locale),
    bill: credit.bill ?? "",
    named: credit.bill ? "yes" : "no",
  };
  const asked: TicketEvent = {
    id: `${id}:asked`,
    at: credit.createdAt.toISOString(),
    tone: "waiting",
    actor: credit.requester,
    words: t(`${base}.credit.asked`, words),
    reason: credit.reason,
  };
  if (!finishedAt) return [asked];
  return [
    asked,
    {
      id: `${id}:ended`,
      at: finishedAt.toISOString(),
      tone: approvalMachine.states[state],
      actor: null,
      words: t(`${base}.credit.${state}`, words),
      reason: error ? (error.reason === "internal" ? error.message : describeError(error, t)) : null,
    },
  ];
}

async function fromTrail(
  reader: Reader,
  ticket: SupportTicketRecord,
  trail: TimelineEntry[],
): Promise<TicketEvent[]> {
  const { t } = reader;
  const named = new Map<string, string>(
    ticket.comments.flatMap(({ authorId, authorName }) => (authorId ? [[authorId, authorName]] : [])),
  );
  if (ticket.assignee) named.set(ticket.assignee.id, ticket.assignee.name);
  const nameOf = async (id: string): Promise<string> => {
    if (!named.has(id) && mayRead(operators, reader)) {
      const found = await record(operators, id, reader.caller).catch(() => null);
      if (found) named.set(id, String(found.name));
    }
    return named.get(id) ?? t(`${base}.somebody`);
  };
  const events: TicketEvent[] = [];
  for (const entry of trail) {
    // What a customer says may open a ticket again, and an answer resolve it.
    const verb = moveOf(entry.before, entry.after) ?? entry.action.split(".")[1] ?? "";
    // What was said stands in the conversation itself, and what was credited beside it.
    if (!t.has(`${base}.${verb}`)) continue;
    const assigneeId = entry.after?.assigneeId;
    const given = typeof assigneeId === "string";
    const key = verb === "transfer" && !given ? "requeue" : verb;
    events.push({
      id: entry.id,
      at: entry.at,
      tone: tones[verb] ?? "neutral",
      actor: actorName(entry, t),
      words: t(`${base}.${key}`, {
        assignee: given ? await nameOf(assigneeId) : "",
        into: ticket.mergedInto?.number ?? "",
      }),
      reason: entry.reason,
    });
  }
  return events;
}

function fromTicket({ t }: Reader, ticket: SupportTicketRecord): TicketEvent[] {
  const line = (verb: string, at: Date | null): TicketEvent[] =>
    at
      ? [
          {
            id: verb,
            at: at.toISOString(),
            tone: tones[verb] ?? "neutral",
            actor: null,
            words: t(`support.pages.ticket.happened.${verb}`, { into: ticket.mergedInto?.number ?? "" }),
            reason: null,
          },
        ]
      : [];
  return [
    ...line("urge", ticket.urgedAt),
    ...ticket.moves.flatMap(({ verb, at }, index) =>
      line(verb, at).map((event) => ({ ...event, id: `${verb}-${index}` })),
    ),
    ...line("merge", ticket.mergedInto ? ticket.updatedAt : null),
    ...line("rate", ticket.ratedAt),
  ];
}
