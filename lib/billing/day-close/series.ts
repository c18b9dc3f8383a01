import { Decimal } from "decimal.js";
import { type RawBuilder, sql } from "kysely";
import { periodOf } from "@/lib/billing/day-close/period";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { organizationScope, scopeCondition } from "@/lib/core/resource";
import { isoText, startsOf, type Unit } from "@/lib/core/spans";

/** How many spans a chart shows. */
export const spansOf: Readonly<Record<Unit, number>> = { day: 31, week: 26, month: 12 };

/**
 * Decimal text. `revenue` was earned and `topUps` were credited in the span; the rest is what wallets were owed at its end, and
 * what their owners owed.
 */
export type SeriesPoint = {
  from: string;
  revenue: string;
  topUps: string;
  cash: string;
  vouchers: string;
  creditUsed: string;
};

type Moved = { from: string; kind: string; amount: string };

/**
 * Revenue and what wallets are owed, over days, weeks or months of the organization worked in, the last one under way.
 * Balances are those kept now less what was posted after each span.
 * @param currency ISO 4217.
 * @throws forbidden.
 */
export async function revenueAndLiability(
  { currency, unit }: { currency: string; unit: Unit },
  caller: Caller,
): Promise<SeriesPoint[]> {
  demand(caller, "billing.reports.read");
  const { timeZone } = await periodOf(undefined, caller);
  const starts = await startsOf(unit, spansOf[unit], timeZone);
  const within = (column: string) =>
    scopeCondition({ scope: organizationScope(column) }, caller) ?? sql<boolean>`true`;
  const spanOf = (at: RawBuilder<unknown>) =>
    isoText(sql`date_trunc(${sql.lit(unit)}, ${at}, ${sql.lit(timeZone)})`);
  const { rows } = await sql<{ moves: Moved[] | null; kept: { kind: string; amount: string }[] | null }>`
    with move as (
      select ${spanOf(sql`entry.created_at`)} as "from",
        account.kind::text, sum(entry.amount)::text as amount
      from ledger_entry as entry join ledger_account as account on account.id = entry.account_id
      where entry.created_at >= ${starts[0]}::timestamptz and entry.currency = ${currency} and ${within("entry.organization_id")}
        and account.kind in ('revenue', 'wallet_cash', 'wallet_voucher', 'wallet_credit')
      group by 1, 2
    ), top_ups as (
      select ${spanOf(sql`credited_at`)} as "from", 'top_up' as kind, sum(amount)::text as amount
      from top_up where credited_at >= ${starts[0]}::timestamptz
        -- Nothing waits longer than this for its money; the index is on when it was asked for.
        and created_at >= ${starts[0]}::timestamptz - interval '60 days'
        and currency = ${currency} and ${within("top_up.organization_id")}
      group by 1
    ), kept as (
      select kind::text, sum(balance)::text as amount from ledger_account as account
      where currency = ${currency} and ${within("account.organization_id")}
        and kind in ('wallet_cash', 'wallet_voucher', 'wallet_credit')
      group by kind
    )
    select (select json_agg(move) from (table move union all table top_ups) as move) as moves, (select json_agg(kept) from kept) as kept`.execute(
    kysely,
  );
  return pointsOf(starts, rows[0]?.moves ?? [], rows[0]?.kept ?? []);
}

const exact = (text: string) => new Decimal(text);

function pointsOf(starts: string[], moves: Moved[], kept: { kind: string; amount: string }[]): SeriesPoint[] {
  const moved = (from: string, kind: string) =>
    moves.find((move) => move.from === from && move.kind === kind)?.amount ?? "0";
  const owed = new Map(kept.map(({ kind, amount }) => [kind, exact(amount)]));
  const points: SeriesPoint[] = [];
  for (const from of starts.toReversed()) {
    const at = (kind: string) => owed.get(kind) ?? exact("0");
    points.unshift({
      from,
      revenue: exact(moved(from, "revenue")).toFixed(),
      topUps: exact(moved(from, "top_up")).toFixed(),
      cash: at("wallet_cash").toFixed(),
      vouchers: at("wallet_voucher").toFixed(),
      creditUsed: at("wallet_credit").negated().toFixed(),
    });
    for (const kind of ["wallet_cash", "wallet_voucher", "wallet_credit"])
      owed.set(kind, at(kind).minus(moved(from, kind)));
  }
  return points;
}
