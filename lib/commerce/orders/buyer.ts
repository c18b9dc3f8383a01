import { inArrears } from "@/lib/billing/billing-profiles/arrears";
import type { Tx } from "@/lib/core/db";
import { invalidInput, notFound, refused } from "@/lib/core/errors";

/** Who buys: a customer, or an organization for itself. */
export type Buyer = { organizationId: string; customerId: string | null; name: string };

/**
 * Who buys.
 * @param organizationId the organization itself where no customer is named; where one is, who serves them.
 * @throws rule_violation when they or their organization are suspended, or they are in arrears (admin-prd 7); not_found; invalid_input when the customer is
 * another organization's.
 */
export async function requireBuyer(
  tx: Tx,
  { customerId, organizationId }: { customerId?: string | null; organizationId?: string },
): Promise<Buyer> {
  const organizationOf = { select: { id: true, name: true, state: true } };
  const customer = customerId
    ? await tx.customer.findUnique({
        where: { id: customerId },
        select: { name: true, state: true, organization: organizationOf },
      })
    : null;
  const organization = customerId
    ? customer?.organization
    : await tx.organization.findUnique({ where: { id: organizationId! }, ...organizationOf });
  if (!organization) throw notFound();
  if (organizationId && organization.id !== organizationId)
    throw invalidInput([{ path: "organizationId", key: "commerce.validation.not_their_customer" }]);
  if (customer && customer.state !== "active")
    throw refused("commerce.customer_suspended", { name: customer.name });
  if (organization.state !== "active")
    throw refused("commerce.organization_suspended", { name: organization.name });
  const name = customer?.name ?? organization.name;
  const owner = { organizationId: organization.id, customerId: customerId ?? null };
  if (await inArrears(tx, owner)) throw refused("commerce.buyer_in_arrears", { name });
  return {
    organizationId: organization.id,
    customerId: customerId ?? null,
    name,
  };
}
