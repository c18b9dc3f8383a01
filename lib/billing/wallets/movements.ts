import { inWords } from "@/lib/billing/ledger/errors";
import { type Line, linesJson, type Posting, type Reference } from "@/lib/billing/ledger/post";
import type { Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";

/** What a wallet is made of, in the order it is spent: vouchers that expire first, then cash, then credit (design section 5). */
export type WalletPart = "wallet_voucher" | "wallet_cash" | "wallet_credit";
export const spendingOrder: readonly WalletPart[] = ["wallet_voucher", "wallet_cash", "wallet_credit"];

/** What was taken from one of a wallet's accounts. */
export type Taken = { accountId: string; kind: WalletPart; amount: Money };

type TakenRow = { account_id: string; kind: WalletPart; amount: string };

// numeric arrives from raw queries as Decimal or text, by driver.
const takenIn =
  (currency: string) =>
  (row: TakenRow): Taken => ({
    accountId: row.account_id,
    kind: row.kind,
    amount: Money.of(String(row.amount), currency),
  });

/** The sum of what was taken from one kind of part. */
export const takenFrom = (taken: readonly Taken[], kind: WalletPart, currency: string): Money =>
  taken
    .filter((part) => part.kind === kind)
    .reduce((sum, part) => sum.plus(part.amount), Money.zero(currency));

type Choice = {
  /** Which parts may be used; all, unless said. */
  parts?: readonly WalletPart[];
  /** Accounts left out, such as vouchers whose conditions do not hold: their ids, or an expression for them. */
  skip?: readonly string[] | Prisma.Sql;
};

const leftOut = (skip: Choice["skip"] = []): Prisma.Sql =>
  skip instanceof Prisma.Sql ? skip : Prisma.sql`${[...skip]}::uuid[]`;

/**
 * Takes an amount out of a wallet in spending order and posts it against `against`, in one round trip.
 * @param amount positive; `against` sums to the same.
 * @returns what was taken from where, and whether the key had been posted before (then nothing happened now).
 * @throws rule_violation: too little that is free, another currency, a frozen wallet; conflict when the key was posted before with
 * another amount.
 */
export async function spend(
  tx: Tx,
  spending: Posting & Choice & { walletId: string; amount: Money; against: readonly Line[] },
): Promise<{ transactionId: string; replayed: boolean; taken: Taken[] }> {
  const { key, kind, walletId, amount, against, reference, note, at, parts = spendingOrder, skip } = spending;
  const { currency } = amount;
  const rows = await inWords(
    tx.$queryRaw<(TakenRow & { transaction_id: string; replayed: boolean })[]>`
      select transaction_id, replayed, account_id, kind, amount::text from wallet_spend(
        ${newId()}::uuid, ${key}, ${kind}, ${walletId}::uuid, ${amount.amount.toFixed()}::numeric, ${currency}, ${at}::timestamptz,
        ${[...parts]}::text[], ${leftOut(skip)}, ${reference?.type ?? null}, ${reference?.id ?? null}::uuid,
        ${note ?? null}, ${linesJson(against)}::jsonb)`,
  );
  const [first] = rows;
  if (!first) throw new Error(`nothing was taken from wallet ${walletId}`);
  const taken = rows.map(takenIn(currency));
  const sum = taken.reduce((before, part) => before.plus(part.amount), Money.zero(currency));
  if (first.replayed && sum.compare(amount) !== 0) throw conflict("billing.posted_differently");
  return { transactionId: first.transaction_id, replayed: first.replayed, taken };
}

/**
 * Sets an amount of a wallet aside: it can be neither spent nor held again until it is captured or released.
 * @param amount positive.
 * @param expiresAt when it is released by itself; never when null.
 * @param despiteFreeze for what goes back to whoever paid it: a frozen wallet lets it go.
 * @returns the hold and what it reserves where.
 * @throws like `spend`.
 */
export async function hold(
  tx: Tx,
  holding: Choice & {
    walletId: string;
    amount: Money;
    reference?: Reference;
    reason?: string;
    expiresAt?: Date | null;
    despiteFreeze?: boolean;
    at: Date;
  },
): Promise<{ holdId: string; taken: Taken[] }> {
  const { walletId, amount, reference, reason, expiresAt, at, parts = spendingOrder, skip } = holding;
  const { despiteFreeze = false } = holding;
  const holdId = newId();
  const rows = await inWords(
    tx.$queryRaw<TakenRow[]>`
      select account_id, kind, amount::text from wallet_hold(
        ${holdId}::uuid, ${walletId}::uuid, ${amount.amount.toFixed()}::numeric, ${amount.currency}, ${at}::timestamptz,
        ${expiresAt ?? null}::timestamptz, ${[...parts]}::text[], ${leftOut(skip)},
        ${reference?.type ?? null}, ${reference?.id ?? null}::uuid, ${reason ?? null}, ${despiteFreeze})`,
  );
  return { holdId, taken: rows.map(takenIn(amount.currency)) };
}

/**
 * Spends held money against `against`; what is left of the hold is given back.
 * @param amount positive, at most what is held.
 * @throws rule_violation when more than is held is asked for; conflict when the hold ended before.
 */
export async function capture(
  tx: Tx,
  capturing: Posting & { holdId: string; amount: Money; against: readonly Line[] },
): Promise<{ transactionId: string; taken: Taken[] }> {
  const { key, kind, holdId, amount, against, reference, note, at } = capturing;
  const rows = await inWords(
    tx.$queryRaw<(TakenRow & { transaction_id: string })[]>`
      select transaction_id, account_id, kind, amount::text from wallet_capture(
        ${newId()}::uuid, ${key}, ${kind}, ${holdId}::uuid, ${amount.amount.toFixed()}::numeric, ${at}::timestamptz,
        ${reference?.type ?? null}, ${reference?.id ?? null}::uuid, ${note ?? null}, ${linesJson(against)}::jsonb)`,
  );
  const [first] = rows;
  if (!first) throw new Error(`nothing was captured of hold ${holdId}`);
  return { transactionId: first.transaction_id, taken: rows.map(takenIn(amount.currency)) };
}

/**
 * Gives a hold back.
 * @param amount how much; all that is left, unless said.
 * @throws conflict when the hold ended before; rule_violation when more than is held is asked for.
 */
export async function release(tx: Tx, holdId: string, at: Date, amount?: Money): Promise<void> {
  await inWords(
    tx.$queryRaw`select wallet_release(${holdId}::uuid, ${amount?.amount.toFixed() ?? null}::numeric, ${at}::timestamptz)::text`,
  );
}
