import { walletOf } from "@/lib/billing/wallets/open";
import { type Caller, operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { type CommandScope, each, inOrganization, ofRow, type Place } from "@/lib/core/scope";

export type OwnerInput = { organizationId?: string; customerId?: string };

/** Whose wallet it is about: a customer's, or an organization's own; the one the caller works in when neither is named. */
export const ownerScope =
  <Input extends OwnerInput>(): CommandScope<Input> =>
  (input, caller) => {
    if (!input.customerId)
      return inOrganization<Input>(({ organizationId }) => organizationId)(input, caller);
    const customer = ofRow<Input>("customer", ({ customerId }) => customerId ?? "");
    return input.organizationId
      ? each<Input>(
          customer,
          inOrganization(({ organizationId }) => organizationId),
        )(input, caller)
      : customer(input, caller);
  };

/**
 * The owner's wallet, for money that comes in.
 * @throws conflict when the customer belongs to another organization than the one named; rule_violation when they are suspended.
 */
export async function walletToFill(
  tx: Tx,
  { organizationId, customerId = null }: { organizationId?: string; customerId?: string | null },
  place: Place,
  currency: string,
  now: Date,
): Promise<{ walletId: string; organizationId: string; customerId: string | null }> {
  if (customerId) {
    const customer = await tx.customer.findUnique({
      where: { id: customerId },
      select: { organizationId: true, state: true },
    });
    if (!customer) throw notFound();
    if (organizationId && customer.organizationId !== organizationId)
      throw conflict("billing.not_the_customers_organization");
    if (customer.state === "suspended") throw refused("customers.customer_suspended");
  }
  const owner = { organizationId: place.organizationId, customerId };
  return { ...owner, walletId: await walletOf(tx, owner, currency, now) };
}

/** Proof that somebody uploaded becomes the top-up's own: it lives as long and is seen by whoever may see it. */
export async function adoptProof(
  tx: Tx,
  fileId: string | undefined,
  caller: Caller,
  organizationId: string,
): Promise<void> {
  if (!fileId) return;
  const { count } = await tx.storedFile.updateMany({
    where: { id: fileId, purpose: "top-up-proof", createdById: operatorOf(caller), expiresAt: { not: null } },
    data: { expiresAt: null, organizationId },
  });
  if (count === 0) throw refused("billing.no_such_proof");
}
