import type { BillOwner } from "@/lib/billing/bills/issuer";
import type { Tx } from "@/lib/core/db";

/** What was agreed with an owner. */
export const agreed = {
  mode: true,
  currency: true,
  periodMonths: true,
  termsDays: true,
  taxRate: true,
  discountRate: true,
  autoPay: true,
  email: true,
  legalName: true,
  taxId: true,
  address: true,
} as const;

const select = {
  ...agreed,
  id: true,
  suspendedAt: true,
  organizationSuspendedAt: true,
  version: true,
} as const;

/** How an owner is billed in a currency; null where nothing was agreed: then they are prepaid, without tax and discount. */
export const profileOf = (tx: Pick<Tx, "billingProfile">, owner: BillOwner, currency: string) =>
  tx.billingProfile.findFirst({
    where: { organizationId: owner.organizationId, customerId: owner.customerId, currency },
    select,
  });

export type Profile = NonNullable<Awaited<ReturnType<typeof profileOf>>>;
