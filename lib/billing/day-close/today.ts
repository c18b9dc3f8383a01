import { sql } from "kysely";
import { periodOf } from "@/lib/billing/day-close/period";
import { type Caller, demand } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { Money } from "@/lib/core/money";
import { organizationScope, scopeCondition } from "@/lib/core/resource";

export const todaysFigures = ["topUps", "revenue", "refunds"] as const;
export type TodaysFigure = (typeof todaysFigures)[number];

/** An amount since midnight, and what it was the day before by this time of day. */
export type Compared = { today: Money; yesterday: Money };

export type Today = {
  /** The organization's day it is: "2026-05-31". */
  day: string;
  /** By figure, one entry a currency, that of the organization first. */
  figures: Record<TodaysFigure, Compared[]>;
  /** Money that belongs to nothing yet, by currency, without those that have none. */
  suspense: Money[];
};

type Row = { currency: string; own: boolean; suspense: string } & {
  [Figure in TodaysFigure as `${Figure}${"Today" | "Yesterday"}`]: string;
};

/**
 * What came in, was earned and went back today (admin-prd 2), compared with yesterday up to this time.
 * @throws forbidden.
 */
export async function moneyToday(caller: Caller): Promise<Today> {
  demand(caller, "billing.reports.read");
  const { from: day, start, timeZone } = await periodOf(undefined, caller);
  const within = (column: string) =>
    scopeCondition({ scope: organizationScope(column) }, caller) ?? sql<boolean>`true`;
  const at = now();
  // Days have 23 or 25 hours now and then: yesterday by this hour is what the clock on the wall says.
  const before = (moment: Date) => sql`date_subtract(${moment}::timestamptz, '1 day', ${timeZone})`;
  const sums = (name: string, amount: string) => sql`
    coalesce(sum(${sql.raw(amount)}) filter (where entry.created_at >= ${start}), 0)::text as ${sql.ref(`${name}Today`)},
    coalesce(sum(${sql.raw(amount)}) filter (where entry.created_at < ${before(at)}), 0)::text as ${sql.ref(`${name}Yesterday`)}`;
  const { rows } = await sql<Row>`
    with moved as (
      select entry.currency,
        ${sums("topUps", "case when transaction.kind in ('top_up', 'top_up_credited') and account.kind = 'wallet_cash' then entry.amount else 0 end")},
        ${sums("revenue", "case when account.kind = 'revenue' then entry.amount else 0 end")},
        ${sums("refunds", "case when transaction.kind in ('refund', 'refund_returned') and (account.kind = 'clearing' or account.kind = 'wallet_cash' and entry.amount > 0) then entry.amount else 0 end")}
      from ledger_entry as entry
      join ledger_account as account on account.id = entry.account_id
      join ledger_transaction as transaction on transaction.id = entry.transaction_id
      where entry.created_at >= ${before(start)} and ${within("entry.organization_id")}
      group by entry.currency
    ), suspense as (
      select currency, sum(balance)::text as amount from ledger_balance as account
      where kind = 'suspense' and ${within("account.organization_id")} group by currency
    )
    select moved.*, coalesce(moved.currency, suspense.currency)::text as currency, coalesce(suspense.amount, '0') as suspense,
      coalesce(moved.currency, suspense.currency) = (select currency from organization where id = ${caller.scope.organizationId}) as own
    from moved full join suspense using (currency)
    order by own desc nulls last`.execute(kysely);
  const figure = (name: TodaysFigure): Compared[] =>
    rows
      .map((row) => ({
        own: row.own,
        today: Money.of(row[`${name}Today`] ?? "0", row.currency),
        yesterday: Money.of(row[`${name}Yesterday`] ?? "0", row.currency),
      }))
      .filter(({ own, today, yesterday }) => own || !today.isZero || !yesterday.isZero)
      .map(({ today, yesterday }) => ({ today, yesterday }));
  return {
    day,
    figures: { topUps: figure("topUps"), revenue: figure("revenue"), refunds: figure("refunds") },
    suspense: rows.map((row) => Money.of(row.suspense, row.currency)).filter((amount) => !amount.isZero),
  };
}
