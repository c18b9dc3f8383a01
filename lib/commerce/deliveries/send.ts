import type { LockedGrant } from "@/lib/commerce/benefit-grants/locked";
import type { Tx } from "@/lib/core/db";
import { DEFAULT_LOCALE, isLocale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { newId } from "@/lib/core/id";
import { queueMail } from "@/lib/notifications/mail/send";

/** Told of every mail that brings a benefit, as soon as it is sent or has failed. */
export const deliverySettledEvent = "deliveries/mail-settled";

type Sending = {
  /** Another address than the owner's. */
  recipient?: string;
  requestedById: string | null;
  now: Date;
};

/**
 * Writes to a benefit's owner what they have, in their language, and records the attempt.
 * @returns to whom; null, with a failed attempt, where there is no address.
 */
export async function mailBenefit(
  tx: Tx,
  grant: LockedGrant,
  { recipient, requestedById, now }: Sending,
): Promise<{ deliveryId: string; recipient: string | null }> {
  const { organizationId } = grant;
  const owner = await ownerOf(tx, grant);
  const to = recipient ?? owner.email;
  const deliveryId = newId();
  const t = await translator(owner.locale, `commerce.mail.benefit_${grant.kind}`);
  const words = {
    name: owner.name,
    benefit: grant.name,
    order: grant.order?.number ?? grant.number,
    number: grant.number,
    until: grant.expiresAt ? grant.expiresAt.toISOString().slice(0, 10) : "none",
  };
  const mailId = to
    ? await queueMail(tx, {
        to,
        subject: t("subject", words),
        text: t("text", words),
        organizationId,
        settledEvent: deliverySettledEvent,
        now,
      })
    : null;
  await tx.deliveryAttempt.create({
    data: {
      id: deliveryId,
      organizationId,
      grantId: grant.id,
      channel: "email",
      recipient: to,
      mailId,
      requestedById,
      createdAt: now,
      ...(to ? {} : { state: "failed", error: "no_recipient", endedAt: now }),
    },
    select: { id: true },
  });
  return { deliveryId, recipient: to };
}

/** Records that a voucher lies in its owner's wallet. */
export async function noteInWallet(
  tx: Tx,
  grant: LockedGrant,
  { requestedById, now }: Omit<Sending, "recipient">,
): Promise<void> {
  await tx.deliveryAttempt.create({
    data: {
      id: newId(),
      organizationId: grant.organizationId,
      grantId: grant.id,
      channel: "wallet",
      state: "delivered",
      requestedById,
      createdAt: now,
      endedAt: now,
    },
    select: { id: true },
  });
}

async function ownerOf(tx: Tx, { customerId, organizationId }: LockedGrant) {
  if (!customerId) {
    const organization = await tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { name: true, email: true },
    });
    return { ...organization, locale: DEFAULT_LOCALE };
  }
  const customer = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { name: true, email: true, locale: true },
  });
  return { ...customer, locale: isLocale(customer.locale) ? customer.locale : DEFAULT_LOCALE };
}
