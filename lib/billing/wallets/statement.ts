import { Decimal } from "decimal.js";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { readWallet, type WalletPartRecord, type WalletRecord } from "@/lib/billing/wallets/read";
import type { Caller } from "@/lib/core/caller";
import { type DB, kysely } from "@/lib/core/db";

/** From and to, as days of the wallet's organization ("2026-05-31", both inclusive). */
export type Period = { from: string; to: string };

/** One entry of a statement. Amounts are decimal text; of debit and credit one is null. `balance` is the wallet's after it. */
export type StatementLine = {
  sequence: string;
  /** ISO 8601. */
  at: string;
  transactionId: string;
  kind: string;
  note: string | null;
  part: WalletPartRecord["kind"];
  debit: string | null;
  credit: string | null;
  balance: string;
};

export type Statement = {
  wallet: WalletRecord;
  period: Period;
  opening: string;
  closing: string;
  /** Sums of the whole period, whatever part of it is shown. */
  debits: string;
  credits: string;
  count: number;
  lines: StatementLine[];
  /** Whether lines are missing at the end. */
  more: boolean;
};

/**
 * A wallet's statement: what it had, each entry with the balance after it, what it has then. All its parts together, so what
 * moves between them shows on both sides.
 * @param most how many lines at most.
 * @param skip how many lines before the first.
 * @throws not_found, forbidden as `readWallet`.
 */
export async function walletStatement(
  walletId: string,
  period: Period,
  caller: Caller,
  { most, skip = 0 }: { most: number; skip?: number },
): Promise<Statement> {
  const wallet = await readWallet(walletId, caller);
  const zone = sql`(select time_zone from organization where id = ${wallet.organizationId})`;
  const begin = sql`(${period.from}::date::timestamp at time zone ${zone})`;
  const end = sql`((${period.to}::date + 1)::timestamp at time zone ${zone})`;
  // One moment for all of it: what is posted meanwhile shows nowhere or everywhere.
  const {
    opening,
    debits,
    credits,
    count,
    lines,
    balance: first,
  } = await kysely
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (db) => {
      const whole = await sums(db, walletId, begin, end);
      const lines = await entries(db, walletId, begin, end, most + 1, skip);
      const earlier = skip > 0 ? await before(db, walletId, begin, end, skip) : "0";
      return { ...whole, lines, balance: new Decimal(whole.opening).plus(earlier) };
    });
  let balance = first;
  return {
    wallet,
    period,
    opening,
    closing: new Decimal(opening).minus(debits).plus(credits).toFixed(),
    debits,
    credits,
    count,
    more: lines.length > most,
    lines: lines.slice(0, most).map(({ amount, at, ...line }) => {
      balance = balance.plus(amount);
      const out = amount.startsWith("-");
      return {
        ...line,
        at: at.toISOString(),
        debit: out ? amount.slice(1) : null,
        credit: out ? null : amount,
        balance: balance.toFixed(),
      };
    }),
  };
}

type Sums = { opening: string; debits: string; credits: string; count: number };

/** What a wallet had before the period is what its accounts' last entries before it say. */
async function sums(
  db: Kysely<DB>,
  walletId: string,
  begin: RawBuilder<unknown>,
  end: RawBuilder<unknown>,
): Promise<Sums> {
  const { rows } = await sql<Sums>`
    select trim_scale(coalesce((
        select sum(last.balance_after) from ledger_account as account
        cross join lateral (select balance_after from ledger_entry
          where account_id = account.id and created_at < ${begin} order by sequence desc limit 1) as last
        where account.wallet_id = ${walletId}), 0))::text as opening,
      trim_scale(coalesce(-sum(amount) filter (where amount < 0), 0))::text as debits,
      trim_scale(coalesce(sum(amount) filter (where amount > 0), 0))::text as credits,
      count(*)::int as count
    from ledger_entry where wallet_id = ${walletId} and created_at >= ${begin} and created_at < ${end}`.execute(
    db,
  );
  return rows[0]!;
}

type Entry = Omit<StatementLine, "debit" | "credit" | "balance" | "at"> & { amount: string; at: Date };

async function entries(
  db: Kysely<DB>,
  walletId: string,
  begin: RawBuilder<unknown>,
  end: RawBuilder<unknown>,
  most: number,
  skip: number,
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select entry.sequence::text as sequence, entry.created_at as at, entry.transaction_id as "transactionId",
      transaction.kind, transaction.note, account.kind as part, trim_scale(entry.amount)::text as amount
    from ledger_entry as entry
    join ledger_account as account on account.id = entry.account_id
    join ledger_transaction as transaction on transaction.id = entry.transaction_id
    where entry.wallet_id = ${walletId} and entry.created_at >= ${begin} and entry.created_at < ${end}
    order by entry.sequence limit ${most} offset ${skip}`.execute(db);
  return rows;
}

async function before(
  db: Kysely<DB>,
  walletId: string,
  begin: RawBuilder<unknown>,
  end: RawBuilder<unknown>,
  skip: number,
): Promise<string> {
  const { rows } = await sql<{ sum: string }>`
    select coalesce(sum(amount), 0)::text as sum from (
      select amount from ledger_entry
      where wallet_id = ${walletId} and created_at >= ${begin} and created_at < ${end}
      order by sequence limit ${skip}) as earlier`.execute(db);
  return rows[0]!.sum;
}
