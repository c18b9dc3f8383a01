import type { BillOwner } from "@/lib/billing/bills/issuer";
import type { Tx } from "@/lib/core/db";

/** Whether an owner is suspended for a bill that is long overdue, in whatever currency: until it is paid they buy nothing (admin-prd 7). */
export async function inArrears(
  tx: Pick<Tx, "billingProfile">,
  { organizationId, customerId }: BillOwner,
): Promise<boolean> {
  const suspended = await tx.billingProfile.findFirst({
    where: { organizationId, customerId, suspendedAt: { not: null } },
    select: { id: true },
  });
  return suspended !== null;
}
