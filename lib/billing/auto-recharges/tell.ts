import type { LockedRule } from "@/lib/billing/auto-recharges/locked-row";
import type { StopReason } from "@/lib/billing/auto-recharges/rules";
import type { Tx } from "@/lib/core/db";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import { DEFAULT_LOCALE, isLocale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";
import { queueMail } from "@/lib/notifications/mail/send";

export type RechargeNews =
  /** A charge follows at this time unless the wallet is filled before. */
  { what: "coming"; at: Date } | { what: "stopped"; reason: StopReason };

/**
 * Tells a wallet's owner what becomes of its recharge rule: by mail, and the organization's own staff in their inboxes. Staff
 * are also told when the rule of a customer of theirs stopped.
 */
export async function tellOwner(tx: Tx, rule: LockedRule, news: RechargeNews, now: Date): Promise<void> {
  const { organizationId, wallet, paymentMethod } = rule;
  const { customer, organization } = wallet;
  const method = [paymentMethod.brand, paymentMethod.last4].filter(Boolean).join(" ");
  const locale = customer && isLocale(customer.locale) ? customer.locale : DEFAULT_LOCALE;
  const t = await translator(locale, "billing");
  const values = {
    name: customer?.name ?? organization.name,
    wallet: wallet.number,
    method,
    threshold: formatMoney(rule.threshold.toJSON(), locale),
    amount: formatMoney(rule.amount.toJSON(), locale),
    at:
      news.what === "coming"
        ? formatTime(news.at, { locale, timeZone: organization.timeZone, style: "exact" })
        : "",
    reason: news.what === "stopped" ? t(reasonKey(news.reason)) : "",
  };
  const address = customer ? customer.email : organization.email;
  if (address)
    await queueMail(tx, {
      to: address,
      subject: t(`mail.recharge.${news.what}.subject`, values),
      text: t(`mail.recharge.${news.what}.text`, values),
      organizationId,
      now,
    });
  if (customer && news.what === "coming") return;
  const [place] = await tx.$queryRaw<[{ path: string }]>`
    select path::text from organization where id = ${organizationId}::uuid`;
  const staff = await holdersOf(tx, "billing.auto-recharges.read", place.path, organizationId);
  await notify(tx, {
    operatorIds: staff.map(({ id }) => id),
    message: `billing.inbox.recharge_${news.what}`,
    params: {
      wallet: wallet.number,
      amount: `${rule.amount.amount.toFixed()} ${rule.currency}`,
      reason: news.what === "stopped" ? { key: `billing.${reasonKey(news.reason)}` } : "",
    },
    href: `billing/auto-recharges/${rule.id}`,
    organizationId,
    now,
  });
}

const reasonKey = (reason: StopReason): string => `resources.auto-recharges.values.stoppedReason.${reason}`;
