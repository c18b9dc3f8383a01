import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import type { MethodFacts } from "@/lib/commerce/providers/facts";
import { newId } from "@/lib/core/id";

/**
 * Takes over how a provider keeps a method: a new one of a payer we know is kept here too, one that is nobody's any more is
 * detached. The first of an owner is preferred.
 * @returns the method's id here; null where the payer is none of ours.
 */
export async function keepMethod(
  { tx, now }: Pick<PaymentRun, "tx" | "now">,
  provider: string,
  facts: MethodFacts,
): Promise<{ id: string; organizationId: string } | null> {
  const { providerRef, payerRef, ...shown } = facts;
  if (payerRef === null) {
    await tx.paymentMethod.updateMany({
      where: { provider, providerRef, state: { not: "detached" } },
      data: { state: "detached", preferred: false, updatedAt: now },
    });
    return tx.paymentMethod.findUnique({
      where: { provider_providerRef: { provider, providerRef } },
      select: { id: true, organizationId: true },
    });
  }
  // Locked: of two methods that arrive at once, one is the first.
  const [payer] = await tx.$queryRaw<{ organizationId: string; customerId: string | null }[]>`
    select organization_id as "organizationId", customer_id as "customerId" from provider_customer
    where provider = ${provider} and provider_ref = ${payerRef} for update`;
  if (!payer) return null;
  const known = await tx.paymentMethod.findUnique({
    where: { provider_providerRef: { provider, providerRef } },
    select: { id: true, organizationId: true, state: true },
  });
  const state = isPast(facts, now) ? "expired" : "active";
  if (known) {
    // What was detached here stays so, although the provider has not done it yet.
    await tx.paymentMethod.updateMany({
      where: { id: known.id, state: { not: "detached" } },
      data: { ...shown, state, updatedAt: now },
    });
    return known;
  }
  const others = await tx.paymentMethod.count({ where: { ...payer, state: "active" } });
  return tx.paymentMethod.create({
    data: {
      id: newId(),
      ...payer,
      provider,
      providerRef,
      ...shown,
      state,
      preferred: others === 0 && state === "active",
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true, organizationId: true },
  });
}

/** A card is good to the last day of its month. */
function isPast({ expiryMonth, expiryYear }: MethodFacts, at: Date): boolean {
  return expiryMonth !== null && expiryYear !== null && at.getTime() >= Date.UTC(expiryYear, expiryMonth, 1);
}
