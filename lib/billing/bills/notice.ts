import { profileOf } from "@/lib/billing/billing-profiles/find";
import type { LockedBill } from "@/lib/billing/bills/locked-row";
import { mailLink } from "@/lib/billing/bills/mail-link";
import type { Tx } from "@/lib/core/db";
import { formatMoney } from "@/lib/core/i18n/format";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import type { Money } from "@/lib/core/money";
import { platformPlace } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";
import { queueMail } from "@/lib/notifications/mail/send";

/** What an owner is told about a bill. */
export type BillNews =
  | "issued"
  | "statement"
  | "reminder"
  | "suspended"
  | "settled"
  | "voided"
  | "dispute_credited"
  | "dispute_rejected";

type Told = Pick<LockedBill, "id" | "number" | "organizationId" | "customerId" | "currency" | "dueAt"> & {
  total: Money;
  due: Money;
};

/**
 * Tells an owner about their bill in their language: a mail to the address bills go to, and the inbox of an organization's own
 * staff who may see bills. Organizations are led to the console, customers to a link that opens once.
 * @param news what happened.
 * @param operatorId whose secure link a customer gets; none where the product itself acted.
 * @param level which reminder it is.
 */
export async function tellOwner(
  tx: Tx,
  bill: Told,
  news: BillNews,
  { operatorId = null, level = 0, now }: { operatorId?: string | null; level?: number; now: Date },
): Promise<void> {
  const { organizationId, customerId } = bill;
  const number = bill.number ?? "";
  const reader = await readerOf(tx, bill);
  const amount = (value: Money, locale: Locale) => formatMoney(value.toJSON(), locale);
  const staff =
    customerId === null ? await holdersOf(tx, "billing.bills.read", reader.path, organizationId) : [];
  await notify(tx, {
    operatorIds: staff.map(({ id }) => id),
    message: `billing.inbox.bill_${news}`,
    params: { number, amount: `${bill.due.amount.toFixed()} ${bill.currency}`, level },
    href: `billing/bills/${bill.id}`,
    organizationId,
    now,
  });
  if (!reader.email) return;
  const { locale } = reader;
  const t = await translator(locale, "billing.mail.bills", reader.timeZone);
  const words = {
    name: reader.name,
    number,
    level,
    total: amount(bill.total, locale),
    due: amount(bill.due, locale),
    dueAt: bill.dueAt ?? now,
  };
  const link = await mailLink(tx, {
    organizationId,
    page: customerId ? null : `billing/bills/${bill.id}`,
    target: { type: "bills", id: bill.id, label: number },
    operatorId,
    now,
  });
  await queueMail(tx, {
    to: reader.email,
    subject: t(`${news}.subject`, words),
    text: [t(`${news}.text`, words), ...(link ? [t("link", { link })] : [])].join("\n\n"),
    organizationId,
    now,
  });
}

/** Tells the issuer's staff who look after disputes and bills. */
export async function tellIssuer(
  tx: Tx,
  bill: Told & { issuerId: string },
  news: "disputed" | "owner_suspended",
  now: Date,
): Promise<void> {
  const [issuer] = await tx.$queryRaw<[{ path: string }]>`
    select path::text as path from organization where id = ${bill.issuerId}::uuid`;
  const holders = await holdersOf(tx, "billing.bills.write", issuer.path, bill.issuerId);
  const staff =
    holders.length > 0 ? holders : await holdersOf(tx, "billing.bills.write", (await platformPlace()).path);
  await notify(tx, {
    operatorIds: staff.map(({ id }) => id),
    message: `billing.inbox.bill_${news}`,
    params: { number: bill.number ?? "", amount: `${bill.due.amount.toFixed()} ${bill.currency}` },
    href: `billing/bills/${bill.id}`,
    organizationId: bill.organizationId,
    now,
  });
}

async function readerOf(tx: Tx, bill: Told) {
  const { organizationId, customerId, currency } = bill;
  const [organization] = await tx.$queryRaw<
    [{ name: string; email: string | null; path: string; time_zone: string }]
  >`select name, email, path::text as path, time_zone from organization where id = ${organizationId}::uuid`;
  const profile = await profileOf(tx, { organizationId, customerId }, currency);
  const customer = customerId
    ? await tx.customer.findUniqueOrThrow({
        where: { id: customerId },
        select: { name: true, email: true, locale: true },
      })
    : null;
  const locale = customer ? customer.locale : await languageOf(tx, organizationId);
  return {
    name: customer?.name ?? organization.name,
    email: profile?.email ?? (customer ? customer.email : organization.email),
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    path: organization.path,
    timeZone: organization.time_zone,
  };
}

/** An organization reads what most of its staff read. */
async function languageOf(tx: Tx, organizationId: string): Promise<string> {
  const [most] = await tx.$queryRaw<{ locale: string }[]>`
    select locale from operator where organization_id = ${organizationId}::uuid and state = 'active'
    group by locale order by count(*) desc, locale limit 1`;
  return most?.locale ?? DEFAULT_LOCALE;
}
