import { sql } from "kysely";
import type { accountKinds } from "@/lib/billing/ledger/kinds";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

/** One side of a transaction. Amounts are decimal text; of debit and credit one is null. */
export type EntryRecord = {
  id: string;
  account: keyof typeof accountKinds;
  channel: string;
  currency: string;
  debit: string | null;
  credit: string | null;
  balanceAfter: string | null;
  wallet: { id: string; number: string; owner: string } | null;
  organization: { id: string; name: string };
};

/**
 * One transaction with its entries, what it reverses and what reverses it.
 * @returns `path` of its organization, for permission checks.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readLedgerTransaction(id: string, caller: Caller) {
  demand(caller, "billing.ledger.read");
  if (!isId.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("ledger_transaction")
    .innerJoin("organization", "organization.id", "ledger_transaction.organization_id")
    .leftJoin("ledger_transaction as reversed", "reversed.id", "ledger_transaction.reverses_id")
    .leftJoin("ledger_transaction as reversal", "reversal.reverses_id", "ledger_transaction.id")
    .select([
      "ledger_transaction.id",
      "ledger_transaction.key",
      "ledger_transaction.kind",
      "ledger_transaction.note",
      "ledger_transaction.created_at as createdAt",
      "ledger_transaction.reference_type as referenceType",
      "ledger_transaction.reference_id as referenceId",
      "ledger_transaction.organization_id as organizationId",
      "organization.name as organizationName",
      sql<string>`organization.path::text`.as("path"),
      "reversed.id as reversesId",
      "reversed.key as reversesKey",
      "reversal.id as reversedById",
      "reversal.key as reversedByKey",
    ])
    .where("ledger_transaction.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return { ...row, entries: await entriesOf(id, row.createdAt) };
}

export type LedgerTransactionRecord = Awaited<ReturnType<typeof readLedgerTransaction>>;

// A transaction's entries carry its own time, which names their partition.
async function entriesOf(transactionId: string, at: Date): Promise<EntryRecord[]> {
  const rows = await kysely
    .selectFrom("ledger_entry")
    .innerJoin("ledger_account", "ledger_account.id", "ledger_entry.account_id")
    .innerJoin("organization", "organization.id", "ledger_entry.organization_id")
    .leftJoin("wallet", "wallet.id", "ledger_entry.wallet_id")
    .leftJoin("organization as holder", "holder.id", "wallet.organization_id")
    .leftJoin("customer", "customer.id", "wallet.customer_id")
    .select([
      "ledger_entry.id",
      "ledger_account.kind as account",
      "ledger_account.channel",
      "ledger_entry.currency",
      sql<string>`trim_scale(ledger_entry.amount)::text`.as("amount"),
      sql<string | null>`trim_scale(ledger_entry.balance_after)::text`.as("balanceAfter"),
      "wallet.id as walletId",
      "wallet.number as walletNumber",
      sql<string | null>`coalesce(customer.name, holder.name)`.as("owner"),
      "organization.id as organizationId",
      "organization.name as organizationName",
    ])
    .where("ledger_entry.transaction_id", "=", transactionId)
    .where("ledger_entry.created_at", "=", at)
    .orderBy("ledger_entry.sequence")
    .execute();
  return rows.map((row) => {
    const out = row.amount.startsWith("-");
    return {
      id: row.id,
      account: row.account,
      channel: row.channel,
      currency: row.currency,
      debit: out ? row.amount.slice(1) : null,
      credit: out ? null : row.amount,
      balanceAfter: row.balanceAfter,
      wallet: row.walletId
        ? { id: row.walletId, number: row.walletNumber ?? "", owner: row.owner ?? "" }
        : null,
      organization: { id: row.organizationId, name: row.organizationName },
    };
  });
}
