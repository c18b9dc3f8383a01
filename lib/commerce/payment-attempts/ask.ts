import { applyFacts } from "@/lib/commerce/payment-attempts/apply";
import { confirmPayment } from "@/lib/commerce/payment-attempts/confirm";
import { answerLost, failedToOpen } from "@/lib/commerce/payment-attempts/failed-to-open";
import { type Attempt, readAttempt } from "@/lib/commerce/payment-attempts/locked";
import { newMeans } from "@/lib/commerce/payment-attempts/means";
import { verdictOn } from "@/lib/commerce/payment-attempts/verdict";
import { asking } from "@/lib/commerce/providers/asking";
import { providerNamed } from "@/lib/commerce/providers/current";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import type { PaymentRefs } from "@/lib/commerce/providers/provider";
import { hours, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

/** How long a provider's search may lag behind: what it does not find after this was never made. */
const searchable = hours(1);

/**
 * Asks the provider how a payment stands and takes its answer over.
 * @param hints refs an event named, for an attempt that does not know its own yet; and the event to end with it.
 * @returns the state it is in now, or null when the provider knows no such payment.
 * @throws unavailable when the provider does not answer; rule_violation with its words when it refuses to.
 */
export async function askAbout(
  attemptId: string,
  hints: Partial<PaymentRefs> & { eventId?: string } = {},
): Promise<{ state: string } | null> {
  const attempt = await readAttempt(prisma, attemptId);
  const provider = providerNamed(attempt.provider);
  const askedAt = now();
  const refs = {
    sessionRef: attempt.sessionRef ?? hints.sessionRef ?? null,
    paymentRef: attempt.paymentRef ?? hints.paymentRef ?? null,
  };
  const facts = await asking(() =>
    refs.sessionRef || refs.paymentRef ? provider.retrieve(refs) : provider.find(attemptId),
  );
  // What names another attempt is not this one's, whatever an event says; what names none, and came without us, is that of the
  // attempt that was made up for it.
  const madeUp =
    facts?.attemptId === null && facts.paymentRef !== null && facts.paymentRef === attempt.paymentRef;
  if (facts && (facts.attemptId === attemptId || madeUp))
    return takeOver(attempt, facts, askedAt, hints.eventId);
  if (attempt.state === "created" && askedAt.getTime() - attempt.createdAt.getTime() > searchable)
    return perform(
      failedToOpen,
      {
        attemptId,
        code: attempt.failureCode === answerLost ? "never_made" : "never_opened",
        reason: "The provider has no such payment.",
      },
      await systemCaller("sync-payment"),
    );
  return null;
}

/** Takes over facts the provider has given for an attempt. */
export async function takeOver(
  attempt: Attempt,
  facts: PaymentFacts,
  askedAt: Date,
  eventId?: string,
): Promise<{ state: string }> {
  const caller = await systemCaller("sync-payment");
  const common = { attemptId: attempt.id, askedAt: askedAt.toISOString(), ...(eventId ? { eventId } : {}) };
  return hasNews(attempt, facts)
    ? perform(applyFacts, { ...common, facts }, caller)
    : perform(confirmPayment, common, caller);
}

function hasNews(attempt: Attempt, facts: PaymentFacts): boolean {
  const verdict = verdictOn(attempt, facts);
  return (
    verdict.move !== null ||
    verdict.fee !== null ||
    facts.refunds.length > 0 ||
    facts.disputes.length > 0 ||
    facts.method !== null ||
    newMeans(attempt, facts) !== null ||
    (facts.paymentRef !== null && attempt.paymentRef === null) ||
    (facts.failure !== null && attempt.state === "pending" && attempt.failureCode !== facts.failure.code)
  );
}
