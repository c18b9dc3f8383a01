import { sql } from "kysely";
import { methodLabel } from "@/lib/billing/payment-methods/brand";
import { type Caller, may } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";

/** A kept method as one chooses it: "Visa ••4242". */
export type KeptMethod = { id: string; label: string };

const mostShown = 20;

/**
 * The methods an owner has kept that may be charged, the preferred one first.
 * @param path of the owner's organization.
 * @returns none for who may not see them.
 */
export async function keptMethods(
  owner: { organizationId: string; customerId: string | null; path: string },
  caller: Caller,
): Promise<KeptMethod[]> {
  if (!may(caller, "billing.payment-methods.read", owner.path)) return [];
  return kysely
    .selectFrom("payment_method")
    .select(["id", methodLabel("payment_method.brand", "payment_method.last4").as("label")])
    .where("organization_id", "=", owner.organizationId)
    .where(sql<boolean>`customer_id is not distinct from ${owner.customerId}::uuid`)
    .where("state", "=", "active")
    .orderBy("preferred", "desc")
    .orderBy("created_at", "desc")
    .limit(mostShown)
    .execute();
}
