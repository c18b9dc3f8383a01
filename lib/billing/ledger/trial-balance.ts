import { Decimal } from "decimal.js";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { accountKinds } from "@/lib/billing/ledger/kinds";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains, type Place } from "@/lib/core/scope";

export type TrialBalanceWish = {
  /** The top of the subtree; where the caller works, unless said. */
  organizationId?: string;
  currency?: string;
  /** The balances as they stood then; as they stand now, unless said. */
  at?: Date;
};

/** One line: the accounts of a kind and channel in a currency. Amounts are decimal text, one side of them is zero. */
export type TrialBalanceLine = {
  kind: keyof typeof accountKinds;
  channel: string;
  currency: string;
  accounts: number;
  debit: string;
  credit: string;
};

export type TrialBalance = {
  place: Place & { name: string };
  lines: TrialBalanceLine[];
  /** Per currency; `difference` is what credit has more than debit, which must be nothing. */
  totals: { currency: string; debit: string; credit: string; difference: string }[];
};

/**
 * Every account's balance at and below an organization, by kind, channel and currency. For a moment in the past what was
 * posted since is taken off the balances of now, in one statement, so that it costs what has happened since.
 * @throws forbidden; not_found when the organization is outside the caller's scope.
 */
export async function trialBalance(wish: TrialBalanceWish, caller: Caller): Promise<TrialBalance> {
  demand(caller, "billing.ledger.read");
  const place = await placeOf(wish.organizationId ?? caller.scope.organizationId, caller);
  demand(caller, "billing.ledger.read", place.path);
  const { at } = wish;
  const since = at
    ? sql`left join (select account_id, sum(amount) as amount from ledger_entry where created_at > ${at} group by account_id)
        as since on since.account_id = balances.account_id`
    : sql`cross join (select 0::numeric as amount) as since`;
  const whole = contains(caller.scope, place.path) && !place.path.includes(".");
  const inSubtree: RawBuilder<SqlBool> = whole
    ? sql`true`
    : sql`balances.organization_id in (select id from organization where path <@ ${place.path}::ltree)`;
  const { rows } = await sql<Omit<TrialBalanceLine, "debit" | "credit"> & { balance: string }>`
    select balances.kind, balances.channel, balances.currency, count(*)::int as accounts,
      trim_scale(sum(balances.balance - coalesce(since.amount, 0)))::text as balance
    from ledger_balance as balances ${since}
    where ${inSubtree} and ${wish.currency ? sql`balances.currency = ${wish.currency}` : sql`true`}
    group by balances.kind, balances.channel, balances.currency`.execute(kysely);
  const order = Object.keys(accountKinds);
  const lines = rows
    .map(({ balance, ...row }) => ({
      ...row,
      debit: balance.startsWith("-") ? balance.slice(1) : "0",
      credit: balance.startsWith("-") ? "0" : balance,
    }))
    .sort(
      (a, b) =>
        a.currency.localeCompare(b.currency) ||
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        a.channel.localeCompare(b.channel),
    );
  return { place, lines, totals: totalsOf(lines) };
}

function totalsOf(lines: TrialBalanceLine[]): TrialBalance["totals"] {
  return [...new Set(lines.map((line) => line.currency))].map((currency) => {
    const sum = (side: "debit" | "credit") =>
      lines
        .filter((line) => line.currency === currency)
        .reduce((total, line) => total.plus(line[side]), new Decimal(0));
    const [debit, credit] = [sum("debit"), sum("credit")];
    return {
      currency,
      debit: debit.toFixed(),
      credit: credit.toFixed(),
      difference: credit.minus(debit).toFixed(),
    };
  });
}

async function placeOf(organizationId: string, caller: Caller): Promise<TrialBalance["place"]> {
  const row = await kysely
    .selectFrom("organization")
    .select(["id", "name", sql<string>`path::text`.as("path")])
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return { organizationId: row.id, path: row.path, name: row.name };
}

/** Every currency the ledger has accounts in. */
export async function currenciesPosted(): Promise<string[]> {
  const rows = await kysely
    .selectFrom("ledger_account")
    .select("currency")
    .where("wallet_id", "is", null)
    .distinct()
    .orderBy("currency")
    .execute();
  return rows.map((row) => row.currency);
}
