import type { Tx } from "@/lib/core/db";
import { clocksOf, type NewPromise } from "@/lib/support/support-tickets/change";
import { policyFor } from "@/lib/support/support-tickets/policy";
import {
  type Left,
  leftOf,
  leftStanding,
  leftUnder,
  minutesOf,
  running,
  standing,
  wholeOf,
  withBreaches,
} from "@/lib/support/support-tickets/sla-clock";
import type { Ticket } from "@/lib/support/support-tickets/ticket";

/**
 * The policy and clocks of a ticket whose type or priority changes. What has gone by under the old promise counts under the new
 * one, also where for a while nothing was promised; where nothing ever was, the new promise begins now. A promise that was
 * broken stays broken.
 * @returns undefined when the promise stays the same.
 */
export async function promiseAnew(
  tx: Tx,
  ticket: Ticket,
  { type = ticket.type, priority = ticket.priority }: { type?: string; priority?: string },
  now: Date,
): Promise<NewPromise | undefined> {
  if (type === ticket.type && priority === ticket.priority) return undefined;
  const policy = await policyFor(tx, { organizationId: ticket.organizationId, type, priority });
  if ((policy?.id ?? null) === ticket.policyId) return undefined;
  const { calendar: hours } = ticket;
  const old = withBreaches(clocksOf(ticket), now);
  const { promisedResponseMinutes, promisedResolveMinutes } = ticket;
  // What is left and of how much is remembered for a promise that may come later.
  if (!policy)
    return {
      ...(hours && old.pausedAt === null ? standing(old, hours, now) : old),
      ...{ promisedResponseMinutes, promisedResolveMinutes },
      ...{ policyId: null, calendarId: null, policy: null, calendar: null },
    };
  const { id: policyId, calendarId, calendar, ...promised } = policy;
  const before =
    promisedResponseMinutes === null || promisedResolveMinutes === null
      ? null
      : { response: promisedResponseMinutes * 60, resolve: promisedResolveMinutes * 60 };
  const rest = hours ? leftOf(old, hours, now) : leftStanding(old);
  const left: Left = {
    ...(before ? leftUnder(rest, before, promised) : wholeOf(promised)),
    ...(ticket.firstRespondedAt ? { response: null } : {}),
  };
  const clocks =
    ticket.state === "open"
      ? running(old, left, calendar, promised.warnMinutes, now)
      : // A waiting ticket's clocks stand until the customer answers.
        {
          ...old,
          pausedAt: old.pausedAt ?? now,
          responseLeftSeconds: left.response,
          resolveLeftSeconds: left.resolve,
        };
  return { ...clocks, ...minutesOf(promised), policyId, calendarId, policy: promised, calendar };
}
