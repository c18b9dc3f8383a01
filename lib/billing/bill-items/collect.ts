import type { BillOwner } from "@/lib/billing/bills/issuer";
import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";

export type Collecting = BillOwner & {
  billId: string;
  currency: string;
  end: Date;
  now: Date;
};

/** What takes money out of a wallet because something was bought with it. */
const deductions = Prisma.sql`('order', 'charge', 'capture')`;

const walletOfOwner = ({ organizationId, customerId, currency }: Collecting) => Prisma.sql`
  select id from wallet where currency = ${currency} and ${
    customerId
      ? Prisma.sql`customer_id = ${customerId}::uuid`
      : Prisma.sql`customer_id is null and organization_id = ${organizationId}::uuid`
  }`;

/** Lines of one transaction become one item; what it was for names it, so that it is billed once however often one collects. */
function itemsFrom(
  of: Collecting,
  {
    kinds,
    accounts,
    suffix,
    as,
    sign,
    since = null,
  }: {
    kinds: Prisma.Sql;
    accounts: Prisma.Sql;
    suffix: string;
    as: "order" | "credit";
    sign: 1 | -1;
    since?: Date | null;
  },
): Prisma.Sql {
  const { organizationId, customerId, billId, currency, end, now } = of;
  const moved = Prisma.sql`-sum(entry.amount)`;
  return Prisma.sql`
    insert into bill_item (id, organization_id, customer_id, bill_id, kind, description, unit_price, amount, voucher_amount,
      currency, occurred_at, source, created_at)
    select gen_random_uuid(), ${organizationId}::uuid, ${customerId}::uuid, ${billId}::uuid, ${as}::bill_item_kind,
      coalesce((select number from "order" where transaction.reference_type = 'orders' and "order".id = transaction.reference_id),
               (select number from refund where transaction.reference_type = 'refunds' and refund.id = transaction.reference_id),
               transaction.note, transaction.key),
      ${moved}, ${moved}, coalesce(${moved} filter (where account.kind = 'wallet_voucher'), 0), ${currency}, transaction.created_at,
      case when transaction.reference_type = 'orders' then 'order:' || transaction.reference_id
           when transaction.reference_type = 'refunds' then 'refund:' || transaction.reference_id
           else 'transaction:' || transaction.id end || ${suffix},
      ${now}::timestamptz
    from ledger_entry as entry
    join ledger_account as account on account.id = entry.account_id and account.kind in ${accounts}
    join ledger_transaction as transaction on transaction.id = entry.transaction_id and transaction.kind in ${kinds}
    where account.wallet_id = (${walletOfOwner(of)})
      ${since ? Prisma.sql`and entry.created_at >= ${since}::timestamptz` : Prisma.empty}
      and entry.created_at < ${end}::timestamptz
      and entry.amount * ${sign}::int < 0
      and not exists (select from ledger_transaction as undone where undone.reverses_id = transaction.id)
    group by transaction.id
    on conflict (source) do nothing`;
}

/**
 * What was spent on credit before the period's end and stands on no bill yet: it is owed from now on (admin-prd 7). However far back:
 * between two bills' periods, or before there was a bill at all, nothing is given away.
 */
export const collectCredit = (tx: Tx, of: Collecting): Promise<number> =>
  tx.$executeRaw(
    itemsFrom(of, {
      kinds: deductions,
      accounts: Prisma.sql`('wallet_credit')`,
      suffix: ":credit",
      as: "order",
      sign: 1,
    }),
  );

/**
 * What was deducted from cash and vouchers, and what of it came back: a statement's lines (admin-prd 7).
 * @param since where the statement before ended, or where this one's period begins.
 */
export async function collectDeductions(tx: Tx, of: Collecting, since: Date): Promise<number> {
  const accounts = Prisma.sql`('wallet_cash', 'wallet_voucher')`;
  const spent = await tx.$executeRaw(
    itemsFrom(of, { kinds: deductions, accounts, suffix: ":paid", as: "order", sign: 1, since }),
  );
  const returned = await tx.$executeRaw(
    itemsFrom(of, {
      kinds: Prisma.sql`('refund')`,
      accounts: Prisma.sql`('wallet_cash')`,
      suffix: ":returned",
      as: "credit",
      sign: -1,
      since,
    }),
  );
  return spent + returned;
}

/** Puts what waits for the next bill on this one: fees, adjustments, credits that arose before its end. */
export async function attachWaiting(
  tx: Tx,
  { organizationId, customerId, billId, currency, end }: Collecting,
): Promise<number> {
  const { count } = await tx.billItem.updateMany({
    where: { billId: null, organizationId, customerId, currency, occurredAt: { lt: end } },
    data: { billId },
  });
  return count;
}
