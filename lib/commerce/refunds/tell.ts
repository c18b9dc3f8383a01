import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import type { Tx } from "@/lib/core/db";
import { DEFAULT_LOCALE, isLocale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { platformPlace } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";
import { queueMail } from "@/lib/notifications/mail/send";

/** Tells those who make transfers that a refund waits for one. */
export async function tellToSend(tx: Tx, refund: LockedRefund, now: Date): Promise<void> {
  const staff = await holdersOf(tx, "billing.refunds.send", (await platformPlace()).path);
  await notify(tx, {
    operatorIds: staff.map((person) => person.id),
    message: "commerce.inbox.refund_to_send",
    params: { number: refund.number, amount: inWords(refund) },
    href: `commerce/refunds/${refund.id}`,
    organizationId: refund.organizationId,
    now,
  });
}

/** What leaves us. */
const inWords = ({ amount, fee, currency }: LockedRefund): string =>
  `${amount.minus(fee).amount.toFixed()} ${currency}`;

/** Tells whoever asked for a refund how it ended, and the customer when the money is on its way (admin-prd 6). */
export async function tellOfRefund(
  tx: Tx,
  refund: LockedRefund,
  ended: "succeeded" | "failed" | "returned",
  now: Date,
): Promise<void> {
  const { organizationId } = refund;
  const amount = inWords(refund);
  const approval = refund.approvalId
    ? await tx.approval.findUnique({ where: { id: refund.approvalId }, select: { requesterId: true } })
    : null;
  if (approval)
    await notify(tx, {
      operatorIds: [approval.requesterId],
      message: `commerce.inbox.refund_${ended}`,
      params: { number: refund.number, amount },
      href: `commerce/refunds/${refund.id}`,
      organizationId,
      now,
    });
  if (ended !== "succeeded") return;
  const reader = refund.customerId
    ? await tx.customer.findUnique({
        where: { id: refund.customerId },
        select: { email: true, name: true, locale: true },
      })
    : await tx.organization.findUnique({
        where: { id: organizationId },
        select: { email: true, name: true },
      });
  if (!reader?.email) return;
  const locale = "locale" in reader && isLocale(reader.locale) ? reader.locale : DEFAULT_LOCALE;
  const t = await translator(locale, "commerce.mail.refund");
  const words = { name: reader.name, number: refund.number, amount };
  await queueMail(tx, {
    to: reader.email,
    subject: t("subject", words),
    text: t(refund.destination === "balance" ? "to_balance" : "to_original", words),
    organizationId,
    now,
  });
}
