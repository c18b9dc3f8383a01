import { isMove, type QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { type ServiceTicketState, serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";

/** What an entry waits for. */
export type Waiting = "nothing" | "person" | "earlier" | "later";

const inOrder = (entries: readonly QueueEntry[]): QueueEntry[] =>
  [...entries].sort((left, right) => left.order - right.order);

/**
 * What keeps an entry from being sent now: a person who has to look at it, what was done before it at the same ticket, or the
 * pause after a try that failed. A photo or note that is in trouble holds up nothing; a move that is holds up later moves.
 * @param now milliseconds since 1970.
 */
export function waitingFor(entry: QueueEntry, entries: readonly QueueEntry[], now: number): Waiting {
  if (entry.trouble) return "person";
  const before = entries.filter((other) => other.ticketId === entry.ticketId && other.order < entry.order);
  const held = before.some((other) => other.trouble === null || (isMove(entry.kind) && isMove(other.kind)));
  if (held) return "earlier";
  return entry.notBefore > now ? "later" : "nothing";
}

/** The entry to send next; null when none can be. Tickets do not wait for each other. */
export const nextToSend = (entries: readonly QueueEntry[], now: number): QueueEntry | null =>
  inOrder(entries).find((entry) => waitingFor(entry, entries, now) === "nothing") ?? null;

/** When the next entry that only pauses may be tried, in milliseconds since 1970; null when none does. */
export function nextTry(entries: readonly QueueEntry[], now: number): number | null {
  const times = entries
    .filter((entry) => waitingFor(entry, entries, now) === "later")
    .map((entry) => entry.notBefore);
  return times.length > 0 ? Math.min(...times) : null;
}

const longestPause = 5 * 60_000;

/**
 * Milliseconds until the next try: 2 s, 4 s, 8 s … up to five minutes, give or take a fifth, so that phones that lost the same
 * server do not all come back in the same moment.
 * @param attempts tries so far, from 1.
 * @param chance 0 to 1.
 */
export function pauseAfter(attempts: number, chance: number): number {
  const whole = Math.min(1000 * 2 ** Math.min(attempts, 20), longestPause);
  return Math.round(whole * (0.8 + 0.4 * chance));
}

/** A job as its technician left it, before the server knows. */
export type JobView = {
  state: ServiceTicketState;
  /** Its state is one the server has not been told. */
  ahead: boolean;
  /** Photos of the receipt, those that wait included. */
  receipts: number;
  /** Of the entries that wait for it, how many need a person. */
  troubled: number;
};

/** Puts what waits in the queue, and what arrived since, over what the server said last. */
export function viewOf(job: Job, entries: readonly QueueEntry[]): JobView {
  const own = inOrder(entries).filter((entry) => entry.ticketId === job.id);
  const view: JobView = {
    state: job.state,
    ahead: false,
    receipts: job.images.filter(({ kind }) => kind === "receipt").length,
    troubled: own.filter(({ trouble }) => trouble !== null).length,
  };
  for (const { kind, trouble, arrived } of own) {
    if (trouble) continue;
    if (kind === "photo") view.receipts += 1;
    if (!isMove(kind)) continue;
    const { from, to } = serviceTicketMachine.moves[kind];
    if (!(from as readonly string[]).includes(view.state)) continue;
    view.state = to;
    if (!arrived) view.ahead = true;
  }
  return view;
}

/** Where a job belongs on the technician's day. */
export type Section = "now" | "today" | "next" | "done";

/**
 * @param today the day it is at the job, YYYY-MM-DD.
 * @param day the day of its appointment, in the same zone. What should have been done before is still for today.
 */
export function sectionOf(state: ServiceTicketState, day: string, today: string): Section {
  if (state === "in_progress") return "now";
  if (state === "completed" || state === "canceled") return "done";
  return day <= today ? "today" : "next";
}

/** The calendar day of a moment in a time zone, YYYY-MM-DD. */
export const dayIn = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    moment,
  );
