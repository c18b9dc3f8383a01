import { lookupHashes } from "@/lib/core/crypto/keyring";
import { maskedPhone } from "@/lib/core/crypto/phone";
import type { Tx } from "@/lib/core/db";
import { type AppError, conflict } from "@/lib/core/errors";

export type Contact = { email?: string | null; phone?: string | null; externalRef?: string | null };

/**
 * Phone, e-mail and external reference belong to one customer of an organization (admin-prd 3).
 * @param except the customer that is being changed.
 * @throws conflict naming the other customer.
 */
export async function requireNoTwin(
  tx: Tx,
  organizationId: string,
  contact: Contact,
  except?: string,
): Promise<void> {
  const hashes = contact.phone ? lookupHashes(contact.phone) : [];
  const ways = [
    ...(contact.email ? [{ email: contact.email }] : []),
    ...(contact.externalRef ? [{ externalRef: contact.externalRef }] : []),
    ...(hashes.length > 0 ? [{ phoneHash: { in: hashes } }] : []),
  ];
  if (ways.length === 0) return;
  const twin = await tx.customer.findFirst({
    where: { organizationId, OR: ways, ...(except ? { id: { not: except } } : {}) },
    select: { number: true, email: true, externalRef: true },
  });
  if (twin) throw taken(contact, twin);
}

/** What a twin shares, as the error that names it. */
export function taken(
  contact: Contact,
  twin: { number: string; email: string | null; externalRef: string | null },
): AppError {
  const { number } = twin;
  if (contact.email && twin.email === contact.email)
    return conflict("customers.customer_email_taken", { email: contact.email, number });
  if (contact.externalRef && twin.externalRef === contact.externalRef)
    return conflict("customers.external_ref_taken", { ref: contact.externalRef, number });
  return conflict("customers.phone_taken", { phone: maskedPhone(contact.phone ?? ""), number });
}
