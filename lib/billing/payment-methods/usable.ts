import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";

/**
 * A kept method that may be charged for its owner now.
 * @throws rule_violation when it is somebody else's, expired or detached.
 */
export async function requireUsableMethod(
  tx: Pick<Tx, "paymentMethod">,
  paymentMethodId: string,
  owner: { organizationId: string; customerId: string | null },
): Promise<{ provider: string; providerRef: string }> {
  const { organizationId, customerId } = owner;
  const method = await tx.paymentMethod.findFirst({
    where: { id: paymentMethodId, organizationId, customerId, state: "active" },
    select: { provider: true, providerRef: true },
  });
  if (!method) throw refused("billing.payment_method_unusable");
  return method;
}
