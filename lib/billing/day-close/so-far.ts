import { sql } from "kysely";
import { periodOf } from "@/lib/billing/day-close/period";
import { type Caller, demand } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { Money } from "@/lib/core/money";
import { organizationScope, scopeCondition } from "@/lib/core/resource";
import { type Span, startsOf } from "@/lib/core/spans";

export const moneyFigures = ["topUps", "revenue", "refunds"] as const;
export type MoneyFigure = (typeof moneyFigures)[number];

/** An amount of the span under way, and what it was one span before by this time. */
export type Compared = { present: Money; before: Money };

export type MoneySoFar = {
  /** When the span under way began, ISO 8601 in UTC. */
  since: string;
  /** By figure, one entry a currency, that of the organization first. */
  figures: Record<MoneyFigure, Compared[]>;
  /** Money that belongs to nothing yet, by currency, without those that have none. */
  suspense: Money[];
};

type Row = { currency: string; own: boolean; suspense: string } & {
  [Figure in MoneyFigure as `${Figure}${"Present" | "Before"}`]: string;
};

/**
 * What came in, was earned and went back in the day, week, month or year under way (admin-prd 2), compared with the one before
 * up to this time.
 * @throws forbidden.
 */
export async function moneySoFar(span: Span, caller: Caller): Promise<MoneySoFar> {
  demand(caller, "billing.reports.read");
  const { timeZone } = await periodOf(undefined, caller);
  const [since = ""] = await startsOf(span, 1, timeZone);
  const start = new Date(since);
  const within = (column: string) =>
    scopeCondition({ scope: organizationScope(column) }, caller) ?? sql<boolean>`true`;
  const at = now();
  // Days have 23 or 25 hours now and then: a day ago by this hour is what the clock on the wall says.
  const before = (moment: Date) =>
    sql`date_subtract(${moment}::timestamptz, ${`1 ${span}`}::interval, ${timeZone})`;
  const sums = (name: string, amount: string) => sql`
    coalesce(sum(${sql.raw(amount)}) filter (where entry.created_at >= ${start}), 0)::text as ${sql.ref(`${name}Present`)},
    coalesce(sum(${sql.raw(amount)}) filter (where entry.created_at < ${before(at)}), 0)::text as ${sql.ref(`${name}Before`)}`;
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
  const figure = (name: MoneyFigure): Compared[] =>
    rows
      .map((row) => ({
        own: row.own,
        present: Money.of(row[`${name}Present`] ?? "0", row.currency),
        before: Money.of(row[`${name}Before`] ?? "0", row.currency),
      }))
      .filter(({ own, present, before }) => own || !present.isZero || !before.isZero)
      .map(({ present, before }) => ({ present, before }));
  return {
    since,
    figures: { topUps: figure("topUps"), revenue: figure("revenue"), refunds: figure("refunds") },
    suspense: rows.map((row) => Money.of(row.suspense, row.currency)).filter((amount) => !amount.isZero),
  };
}
