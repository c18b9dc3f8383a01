import { inWords } from "@/lib/billing/ledger/errors";
import type { LedgerKind } from "@/lib/billing/ledger/kinds";
import type { Tx } from "@/lib/core/db";
import type { LedgerAccountKind } from "@/lib/core/generated/prisma/enums";
import { newId } from "@/lib/core/id";
import type { Money } from "@/lib/core/money";

/** An account of the organization itself, found by what it is for and made when first needed. */
export type SystemKind = Exclude<LedgerAccountKind, "wallet_cash" | "wallet_voucher" | "wallet_credit">;

/**
 * One side of a transaction. Amounts are credit-positive: what the platform owes or has earned grows with a positive
 * amount, what it has or is owed grows with a negative one.
 */
export type Line =
  | { account: string; amount: Money }
  | { system: SystemKind /** For clearing: the provider or bank. */; channel?: string; amount: Money };

/** The record a transaction is posted for. */
export type Reference = { type: string; id: string };

/** What every posting says of itself. */
export type Posting = {
  /** What makes a repeat a repeat: "top-up:<id>:received". */
  key: string;
  kind: LedgerKind;
  reference?: Reference;
  note?: string;
  at: Date;
};

/** Lines as the database's functions take them. */
export const postedLines = (lines: readonly Line[]) =>
  lines.map(({ amount, ...line }) => ({ ...line, ...amount.toJSON() }));

export const linesJson = (lines: readonly Line[]): string => JSON.stringify(postedLines(lines));

/**
 * Posts a transaction, in one round trip. Limited accounts are locked in id order.
 * @param posting its `lines` sum to zero per currency; `organizationId` is whose accounts "system" lines name.
 * @returns the transaction, and whether the key had been posted before (then nothing happened now).
 * @throws rule_violation when an account would fall below its limit or a currency differs; conflict when the key was posted
 * with another content.
 */
export async function post(
  tx: Tx,
  posting: Posting & { organizationId: string; lines: readonly Line[]; reverses?: string },
): Promise<{ transactionId: string; replayed: boolean }> {
  const { key, kind, organizationId, lines, reference, reverses, note, at } = posting;
  const [row] = await inWords(
    tx.$queryRaw<[{ transaction_id: string; replayed: boolean }]>`
      select transaction_id, replayed from ledger_post(
        ${newId()}::uuid, ${key}, ${kind}, ${organizationId}::uuid, ${at}::timestamptz,
        ${reference?.type ?? null}, ${reference?.id ?? null}::uuid, ${reverses ?? null}::uuid, ${note ?? null},
        ${linesJson(lines)}::jsonb)`,
  );
  return { transactionId: row.transaction_id, replayed: row.replayed };
}
