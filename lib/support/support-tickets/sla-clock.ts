import { type BusinessHours, businessSeconds, dueAfter } from "@/lib/support/support-tickets/business-time";
import type { SupportTicketState } from "@/lib/support/support-tickets/machine";

/**
 * The two clocks of a ticket (admin-prd 13: SLA): until the first answer, and until it is resolved. They run in the hours of
 * a calendar and stand while an answer of the customer is waited for. A running clock is a moment it is due at; a standing
 * one is the seconds that are left of it. One that has run out has none left: letting it go on makes it due at once.
 */
export type Clocks = {
  responseDueAt: Date | null;
  resolveDueAt: Date | null;
  pausedAt: Date | null;
  responseLeftSeconds: number | null;
  resolveLeftSeconds: number | null;
  warnAt: Date | null;
  warnedAt: Date | null;
  responseBreachedAt: Date | null;
  resolveBreachedAt: Date | null;
};

/** How fast, in minutes of the calendar's hours. */
export type Promised = { firstResponseMinutes: number; resolveMinutes: number; warnMinutes: number };

/** What is left of each clock, in seconds of the calendar's hours; null for one that is over or never was. */
export type Left = { response: number | null; resolve: number | null };

const none: Clocks = {
  responseDueAt: null,
  resolveDueAt: null,
  pausedAt: null,
  responseLeftSeconds: null,
  resolveLeftSeconds: null,
  warnAt: null,
  warnedAt: null,
  responseBreachedAt: null,
  resolveBreachedAt: null,
};

/** The clocks of a ticket nobody promised anything for. */
export const noClocks = (): Clocks => ({ ...none });

/** What is promised in full. */
export const wholeOf = ({ firstResponseMinutes, resolveMinutes }: Promised): Left => ({
  response: firstResponseMinutes * 60,
  resolve: resolveMinutes * 60,
});

/** What is promised, as a ticket's row keeps it. */
export const minutesOf = ({ firstResponseMinutes, resolveMinutes }: Promised) => ({
  promisedResponseMinutes: firstResponseMinutes,
  promisedResolveMinutes: resolveMinutes,
});

/** What is left of clocks that stand. */
export const leftStanding = ({ responseLeftSeconds, resolveLeftSeconds }: Clocks): Left => ({
  response: responseLeftSeconds,
  resolve: resolveLeftSeconds,
});

/** What is left of a ticket's clocks now, whether they run or stand. */
export function leftOf(clocks: Clocks, calendar: BusinessHours, now: Date): Left {
  const standing = leftStanding(clocks);
  const left = (due: Date | null, rest: number | null) => (due ? businessSeconds(calendar, now, due) : rest);
  return {
    response: left(clocks.responseDueAt, standing.response),
    resolve: left(clocks.resolveDueAt, standing.resolve),
  };
}

/** Notes which of the running clocks have run out: the moment they did. */
export function withBreaches<Of extends Clocks>(clocks: Of, now: Date): Of {
  const missed = (due: Date | null, noted: Date | null) => noted ?? (due && due < now ? due : null);
  return {
    ...clocks,
    responseBreachedAt: missed(clocks.responseDueAt, clocks.responseBreachedAt),
    resolveBreachedAt: missed(clocks.resolveDueAt, clocks.resolveBreachedAt),
  };
}

/**
 * Lets clocks run from now on with so much left.
 * @param warnMinutes before the nearest of them is due somebody is warned; at once when less is left.
 */
export function running(
  clocks: Clocks,
  left: Left,
  calendar: BusinessHours,
  warnMinutes: number,
  now: Date,
): Clocks {
  const due = (seconds: number | null) => (seconds === null ? null : dueAfter(calendar, now, seconds));
  const remaining = [left.response, left.resolve].filter((seconds) => seconds !== null);
  const nearest = remaining.length > 0 ? Math.min(...remaining) : null;
  return {
    ...clocks,
    responseDueAt: due(left.response),
    resolveDueAt: due(left.resolve),
    pausedAt: null,
    responseLeftSeconds: null,
    resolveLeftSeconds: null,
    warnAt: due(nearest === null ? null : Math.max(0, nearest - warnMinutes * 60)),
    warnedAt: null,
  };
}

/** Lets clocks stand. What had run out by now is noted. */
export function standing(clocks: Clocks, calendar: BusinessHours, now: Date): Clocks {
  const { response, resolve } = leftOf(clocks, calendar, now);
  return {
    ...withBreaches(clocks, now),
    responseDueAt: null,
    resolveDueAt: null,
    pausedAt: now,
    responseLeftSeconds: response,
    resolveLeftSeconds: resolve,
    warnAt: null,
    warnedAt: null,
  };
}

/** Ends the first clock: somebody answered. The other one goes on as it was. */
export function answered(clocks: Clocks, calendar: BusinessHours, warnMinutes: number, now: Date): Clocks {
  const noted = withBreaches(clocks, now);
  const left = { ...leftOf(noted, calendar, now), response: null };
  if (noted.pausedAt) return { ...noted, responseLeftSeconds: null };
  const next = running(noted, left, calendar, warnMinutes, now);
  // Working it out again must not move what did not change.
  return { ...next, resolveDueAt: noted.resolveDueAt };
}

export type SlaState = "none" | "running" | "due_soon" | "breached" | "paused" | "met";

/**
 * How a ticket stands with what was promised. A promise that was broken stays broken; what was merged is kept or broken by the
 * ticket it goes on in.
 */
export function slaStateOf(
  clocks: Clocks,
  state: SupportTicketState,
  promised: boolean,
  now: Date,
): SlaState {
  if (clocks.responseBreachedAt || clocks.resolveBreachedAt) return "breached";
  if (!promised) return "none";
  if (state === "pending") return "paused";
  if (state === "merged") return "none";
  if (state !== "open") return "met";
  return clocks.warnAt && clocks.warnAt <= now ? "due_soon" : "running";
}

/**
 * What is left under another promise: what has gone by of the old one counts.
 * @param left of the old promise; null where that clock is over.
 * @param before what was promised in full, when it was.
 */
export function leftUnder(left: Left, before: Left, promised: Promised): Left {
  const whole = wholeOf(promised);
  const rest = (whole: number, before: number, left: number | null) =>
    left === null ? null : Math.max(0, whole - (before - left));
  return {
    response: rest(whole.response ?? 0, before.response ?? 0, left.response),
    resolve: rest(whole.resolve ?? 0, before.resolve ?? 0, left.resolve),
  };
}
