import { sql } from "kysely";
import { accountKinds, ledgerKinds } from "@/lib/billing/ledger/kinds";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

/** Entries in the order of a statement. Amounts are credit-positive; debit and credit say the same without a sign. */
export const ledgerEntries = resource({
  name: "ledger-entries",
  module: "billing",
  permission: "billing.ledger.read",
  exportPermission: "billing.ledger.export",
  scope: organizationScope("ledger_entry.organization_id"),
  // Every row has all of them; joined like this, Postgres leaves out those a count or a choice of columns does not need.
  from: () =>
    kysely
      .selectFrom("ledger_entry")
      .leftJoin("ledger_account", "ledger_account.id", "ledger_entry.account_id")
      .leftJoin("ledger_transaction", "ledger_transaction.id", "ledger_entry.transaction_id")
      .leftJoin("organization", "organization.id", "ledger_entry.organization_id")
      .leftJoin("wallet", "wallet.id", "ledger_entry.wallet_id")
      .leftJoinLateral(
        sql<{ debit: string; credit: string }>`(select
          case when ledger_entry.amount < 0 then -ledger_entry.amount end as debit,
          case when ledger_entry.amount >= 0 then ledger_entry.amount end as credit)`.as("side"),
        (join) => join.onTrue(),
      ),
  id: "ledger_entry.id",
  columns: {
    createdAt: column.time("ledger_entry.created_at", { filter: true, width: 140 }),
    account: column.enum("ledger_account.kind", accountKinds, { width: 150, filter: true }),
    channel: column.code("ledger_account.channel", { filter: true, exact: true, width: 90 }),
    kind: column.enum("ledger_transaction.kind", ledgerKinds, { width: 160 }),
    debit: column.money("side.debit", "ledger_entry.currency", { width: 120 }),
    credit: column.money("side.credit", "ledger_entry.currency", { width: 120 }),
    balance: column.money("ledger_entry.balance_after", "ledger_entry.currency", { width: 120 }),
    wallet: column.code("wallet.number", { width: 110 }),
    organization: column.text("organization.name", { width: 180 }),
    transaction: column.code("ledger_transaction.key", { width: 280, shown: false }),
    note: column.text("ledger_transaction.note", { shown: false }),
    currency: column.code("ledger_entry.currency", { filter: true, exact: true, shown: false }),
    amount: column.money("ledger_entry.amount", "ledger_entry.currency", { shown: false }),
    sequence: column.integer("ledger_entry.sequence", { sort: true, shown: false }),
    accountId: column.id("ledger_entry.account_id"),
    transactionId: column.id("ledger_entry.transaction_id", { refersTo: "ledger-transactions" }),
    walletId: column.id("ledger_entry.wallet_id", { refersTo: "wallets" }),
    organizationId: column.id("ledger_entry.organization_id", { refersTo: "organizations" }),
  },
  defaultSort: "-sequence",
  title: "transaction",
});
