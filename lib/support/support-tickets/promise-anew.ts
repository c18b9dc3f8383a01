import type { Tx } from "@/lib/core/db";
import { clocksOf, type NewPromise } from "@/lib/support/support-tickets/change";
import { policyFor } from "@/lib/support/support-tickets/policy";
import {
  type Left,
  leftOf,
  leftUnder,
  noClocks,
  running,
  wholeOf,
  withBreaches,
} from "@/lib/support/support-tickets/sla-clock";
import type { Ticket } from "@/lib/support/support-tickets/ticket";

/**
 * The policy and clocks of a ticket whose type or priority changes. What has gone by under the old promise counts under the new
 * one; where nothing was promised before, the new promise begins now.
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
  if (!policy) return { ...noClocks(), policyId: null, calendarId: null, policy: null, calendar: null };
  const { id: policyId, calendarId, calendar, ...promised } = policy;
  const old = withBreaches(clocksOf(ticket), now);
  const left: Left =
    ticket.calendar && ticket.policy
      ? leftUnder(leftOf(old, ticket.calendar, now), ticket.policy, promised)
      : { ...wholeOf(promised), ...(ticket.firstRespondedAt ? { response: null } : {}) };
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
  return { ...clocks, policyId, calendarId, policy: promised, calendar };
}
