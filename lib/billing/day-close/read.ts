import { sql } from "kysely";
import { type Flow, flowOf, flows } from "@/lib/billing/day-close/flows";
import { type Period, periodOf } from "@/lib/billing/day-close/period";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import type { LedgerAccountKind } from "@/lib/core/generated/prisma/enums";
import { Money } from "@/lib/core/money";
import { organizationScope, scopeCondition } from "@/lib/core/resource";

/** What happened at one provider or bank: debits there are positive, as a bank statement has them. */
export type ChannelClose = {
  channel: string;
  opening: Money;
  /** What came in, and what left; all positive as a rule. */
  flows: Record<Flow, Money>;
  /** The kinds of transactions each figure is made of. */
  kinds: Record<Flow, string[]>;
  /** Receipts less refunds, fees and disputes, with corrections and all else. */
  net: Money;
  /** How much the clearing account moved. Equal to `net`, or the close is wrong. */
  movement: Money;
  closing: Money;
};

export type CurrencyClose = {
  currency: string;
  channels: ChannelClose[];
  /** What wallets are owed at the period's end. Credit is what owners owe; holds are part of cash, vouchers and credit. */
  wallets: { cash: Money; vouchers: Money; creditUsed: Money; holds: Money };
  /** What the period earned and cost: revenue and tax as they are owed, fees and vouchers as costs. */
  earned: { revenue: Money; tax: Money; fees: Money; voucherCost: Money; adjustments: Money };
  /** What is open at the end: nobody's money, money with cardholders' banks, unpaid bills. */
  open: { suspense: Money; disputes: Money; receivable: Money };
  /** Every account's balance at the end together: zero, or the ledger is broken. */
  trialBalance: Money;
};

export type DayClose = { period: Period; currencies: CurrencyClose[] };

type Balance = { kind: LedgerAccountKind; channel: string; currency: string; closing: string; moved: string };
type Moved = { channel: string; currency: string; kind: string; amount: string };
type Held = { currency: string; amount: string };
type Found = { balances: Balance[] | null; moves: Moved[] | null; holds: Held[] | null };

/**
 * The close of a day or of several (control-tower 4.2, admin-prd 6), worked out from the ledger's entries: what
 * came in and left by currency and channel, what wallets are owed at the end, what was earned. Balances at the end are those
 * kept now less what was posted since; entries are found by their time, in the partitions of the months concerned.
 * @param days "2026-05-31" or "2026-05-01..2026-05-31", of the organization worked in; today when left out.
 * @throws forbidden, invalid_input.
 */
export async function dayClose(days: string | undefined, caller: Caller): Promise<DayClose> {
  demand(caller, "billing.reports.read");
  const period = await periodOf(days, caller);
  const { balances, moves, holds } = await find(period, caller);
  const currencies = [...new Set((balances ?? []).map((row) => row.currency))].sort();
  return {
    period,
    currencies: currencies.map((currency) =>
      closeOf(
        currency,
        (balances ?? []).filter((row) => row.currency === currency),
        (moves ?? []).filter((row) => row.currency === currency),
        (holds ?? []).filter((row) => row.currency === currency),
      ),
    ),
  };
}

// One statement, so that all figures are of the same moment, whatever is posted meanwhile.
async function find({ start, end }: Period, caller: Caller): Promise<Found> {
  const within = (column: string) =>
    scopeCondition({ scope: organizationScope(column) }, caller) ?? sql<boolean>`true`;
  const { rows } = await sql<Found>`
    with kept as (
      select kind, channel, currency, sum(balance) as balance
      from ledger_balance as account where ${within("account.organization_id")}
      group by kind, channel, currency
    ), since as (
      select account.kind, account.channel, account.currency, sum(entry.moved) as moved, sum(entry.later) as later
      from (
        select account_id,
          coalesce(sum(amount) filter (where created_at < ${end}), 0) as moved,
          coalesce(sum(amount) filter (where created_at >= ${end}), 0) as later
        from ledger_entry as entry
        where created_at >= ${start} and ${within("entry.organization_id")}
        group by account_id
      ) as entry
      join ledger_account as account on account.id = entry.account_id
      group by account.kind, account.channel, account.currency
    ), balance as (
      select kept.kind, kept.channel, kept.currency,
        trim_scale(kept.balance - coalesce(since.later, 0))::text as closing,
        trim_scale(coalesce(since.moved, 0))::text as moved
      from kept left join since using (kind, channel, currency)
    ), move as (
      select account.channel, entry.currency, transaction.kind, trim_scale(-sum(entry.amount))::text as amount
      from ledger_entry as entry
      join ledger_account as account on account.id = entry.account_id and account.kind = 'clearing'
      join ledger_transaction as transaction on transaction.id = entry.transaction_id
      where entry.created_at >= ${start} and entry.created_at < ${end} and entry.wallet_id is null
        and ${within("entry.organization_id")}
      group by account.channel, entry.currency, transaction.kind
    ), hold as (
      select currency, trim_scale(sum(amount))::text as amount from (
        select currency, amount - captured - released as amount from wallet_hold as held
        where state = 'active' and created_at < ${end} and ${within("held.organization_id")}
        union all
        select currency, amount from wallet_hold as held
        where ended_at >= ${end} and created_at < ${end} and ${within("held.organization_id")}
      ) as held group by currency
    )
    select (select json_agg(balance) from balance) as balances, (select json_agg(move) from move) as moves,
      (select json_agg(hold) from hold) as holds`.execute(kysely);
  return rows[0]!;
}

function closeOf(currency: string, balances: Balance[], moves: Moved[], holds: Held[]): CurrencyClose {
  const money = (text: string) => Money.of(text, currency);
  const sum = (amounts: Money[]) => amounts.reduce((all, one) => all.plus(one), Money.zero(currency));
  const of = (kind: LedgerAccountKind) => balances.filter((row) => row.kind === kind);
  const closing = (kind: LedgerAccountKind) => sum(of(kind).map((row) => money(row.closing)));
  const moved = (kind: LedgerAccountKind) => sum(of(kind).map((row) => money(row.moved)));
  return {
    currency,
    channels: of("clearing")
      .map((row) =>
        channelOf(
          row,
          moves.filter((move) => move.channel === row.channel),
        ),
      )
      .sort((one, other) => one.channel.localeCompare(other.channel)),
    wallets: {
      cash: closing("wallet_cash"),
      vouchers: closing("wallet_voucher"),
      creditUsed: closing("wallet_credit").negated(),
      holds: sum(holds.map((row) => money(row.amount))),
    },
    earned: {
      revenue: moved("revenue"),
      tax: moved("tax"),
      fees: moved("provider_fees").negated(),
      voucherCost: moved("voucher_cost").negated(),
      adjustments: moved("adjustments"),
    },
    open: {
      suspense: closing("suspense"),
      disputes: closing("disputes").negated(),
      receivable: closing("receivable").negated(),
    },
    trialBalance: sum(balances.map((row) => money(row.closing))),
  };
}

/** What leaves is written as a positive amount of its own kind. */
const outgoing: readonly Flow[] = ["refunds", "fees", "disputes"];

function channelOf({ channel, currency, closing, moved }: Balance, moves: Moved[]): ChannelClose {
  const zero = Money.zero(currency);
  const amounts = Object.fromEntries(flows.map((flow) => [flow, zero])) as Record<Flow, Money>;
  const kinds = Object.fromEntries(flows.map((flow) => [flow, [] as string[]])) as Record<Flow, string[]>;
  for (const { kind, amount } of moves) {
    const flow = flowOf(kind);
    const came = Money.of(amount, currency);
    amounts[flow] = amounts[flow].plus(outgoing.includes(flow) ? came.negated() : came);
    kinds[flow].push(kind);
  }
  const { receipts, refunds, fees, disputes, corrections, other } = amounts;
  // Clearing accounts are assets: credit-positive amounts turned round.
  const [end, movement] = [Money.of(closing, currency).negated(), Money.of(moved, currency).negated()];
  return {
    channel,
    opening: end.minus(movement),
    flows: amounts,
    kinds,
    net: receipts.minus(refunds).minus(fees).minus(disputes).plus(corrections).plus(other),
    movement,
    closing: end,
  };
}
