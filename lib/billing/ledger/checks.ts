import { sql } from "kysely";
import { kysely } from "@/lib/core/db";

/** What a proof finds: which rule does not hold for what, and by how much. */
export type LedgerFault = {
  check: "balance" | "chain" | "held" | "zero_sum" | "wallet" | "hold";
  id: string;
  expected: string;
  found: string;
};

/** Where a check goes on; null when it is through. */
export type Checked = { seen: number; faults: LedgerFault[]; next: string | null };

type Row = { id: string; check: LedgerFault["check"] | null; expected: string | null; found: string | null };

const inOrder = (rows: Row[], most: number): Checked => {
  const ids = new Set(rows.map((row) => row.id));
  return {
    seen: ids.size,
    faults: rows.flatMap(({ id, check, expected, found }) =>
      check === null ? [] : [{ check, id, expected: expected ?? "", found: found ?? "" }],
    ),
    next: ids.size === most ? (rows.at(-1)?.id ?? null) : null,
  };
};

const from = "00000000-0000-0000-0000-000000000000";

/**
 * For the next accounts: the balance (or the sum of its shards) is the sum of the entries, the last entry of a limited account
 * carries that balance, and what is held is the sum of the open parts of holds. One statement sees one moment, so it may
 * run while others post.
 */
export async function checkAccounts(after: string | null, most: number): Promise<Checked> {
  const { rows } = await sql<Row>`
    with account as (
      select id, limited, balance, held from ledger_account where id > ${after ?? from}::uuid order by id limit ${most}
    ), proof as (
      select account.id,
        case when account.limited then account.balance else coalesce(shards.balance, 0) end as kept,
        coalesce(entries.total, 0) as entered,
        account.limited as limited, coalesce(last.balance_after, 0) as chained,
        account.held as held, coalesce(parts.remaining, 0) as reserved
      from account
      left join lateral (select sum(amount) as total from ledger_entry where account_id = account.id) as entries on true
      left join lateral (select sum(balance) as balance from ledger_balance_shard where account_id = account.id) as shards on true
      left join lateral (select balance_after from ledger_entry where account_id = account.id
        order by sequence desc limit 1) as last on account.limited
      left join lateral (select sum(remaining) as remaining from wallet_hold_part where account_id = account.id) as parts on true
    )
    select proof.id, fault.* from proof
    left join lateral (values
      ('balance', entered::text, kept::text, kept <> entered),
      ('chain', kept::text, chained::text, limited and chained <> kept),
      ('held', reserved::text, held::text, held <> reserved)
    ) as fault ("check", expected, found, wrong) on fault.wrong
    order by proof.id`.execute(kysely);
  return inOrder(rows, most);
}

/** For the next wallets: one cash and one credit account, each account of the wallet's own currency and organization. */
export async function checkWallets(after: string | null, most: number): Promise<Checked> {
  const { rows } = await sql<Row>`
    with next as (
      select id, currency, organization_id from wallet where id > ${after ?? from}::uuid order by id limit ${most}
    ), proof as (
      select next.id, count(*) filter (where account.kind = 'wallet_cash') as cash,
        count(*) filter (where account.kind = 'wallet_credit') as credit,
        count(*) filter (where account.currency <> next.currency or account.organization_id <> next.organization_id) as strange
      from next left join ledger_account as account on account.wallet_id = next.id
      group by next.id
    )
    select id, case when (cash, credit, strange) <> (1, 1, 0) then 'wallet' end as "check",
      '1 + 1' as expected, concat_ws(' + ', cash, credit, nullif(strange, 0)) as found
    from proof order by id`.execute(kysely);
  return inOrder(rows, most);
}

/** For the next holds: what is neither captured nor given back is what its parts still reserve, and nothing once it is over. */
export async function checkHolds(after: string | null, most: number): Promise<Checked> {
  const { rows } = await sql<Row>`
    with next as (
      select id, state, amount - captured - released as open from wallet_hold
      where id > ${after ?? from}::uuid order by id limit ${most}
    ), proof as (
      select next.id, next.state, next.open, coalesce(sum(part.remaining), 0) as reserved
      from next left join wallet_hold_part as part on part.hold_id = next.id
      group by next.id, next.state, next.open
    )
    select id, case when reserved <> open or (state <> 'active' and open <> 0) or (state = 'active' and open = 0)
      then 'hold' end as "check", open::text as expected, reserved::text as found
    from proof order by id`.execute(kysely);
  return inOrder(rows, most);
}

/**
 * For the next entries in the order they were written: the transactions they belong to sum to zero in each currency. One whose
 * entries reach beyond the span is looked at whole.
 */
export async function checkTransactions(after: string | null, most: number): Promise<Checked> {
  const begin = after ?? "0";
  const span = await sql<{ seen: number; last: string | null }>`
    select count(*)::int as seen, max(sequence)::text as last from (
      select sequence from ledger_entry where sequence > ${begin}::bigint order by sequence limit ${most}
    ) as span`.execute(kysely);
  const { seen, last } = span.rows[0]!;
  if (last === null) return { seen: 0, faults: [], next: null };
  const { rows } = await sql<{ id: string; found: string }>`
    select transaction_id as id, sum(amount)::text as found from ledger_entry
    where transaction_id = any(array(
      select transaction_id from ledger_entry where sequence > ${begin}::bigint and sequence <= ${last}::bigint
      group by transaction_id, currency having sum(amount) <> 0))
    group by transaction_id, currency having sum(amount) <> 0`.execute(kysely);
  return {
    seen,
    faults: rows.map(({ id, found }) => ({ check: "zero_sum", id, expected: "0", found })),
    next: seen === most ? last : null,
  };
}
