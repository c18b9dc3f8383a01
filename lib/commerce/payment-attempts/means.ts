import type { Attempt } from "@/lib/commerce/payment-attempts/locked";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";

/** What was paid with, as a payment and what it pays for keep it. */
export type Means = Pick<Attempt, "meansKind" | "meansBrand" | "meansLast4">;

/**
 * What a provider's facts say of the means that is not known yet.
 * @returns null when there is nothing new; a card that was declined before says nothing about a payment that is made.
 */
export function newMeans(known: Means & Pick<Attempt, "state">, facts: PaymentFacts): Means | null {
  const { means, status } = facts;
  if (!means || (known.state === "succeeded" && status !== "paid")) return null;
  const same =
    known.meansKind === means.kind && known.meansBrand === means.brand && known.meansLast4 === means.last4;
  return same ? null : { meansKind: means.kind, meansBrand: means.brand, meansLast4: means.last4 };
}
