import { prisma } from "@/lib/core/db";

/** What an issuer says of itself on its own bills stands on its bills and invoices to others, too; null where it says nothing. */
export const sellerOf = (issuerId: string, currency: string) =>
  prisma.billingProfile.findFirst({
    where: { organizationId: issuerId, customerId: null, currency },
    select: { legalName: true, taxId: true, address: true },
  });
