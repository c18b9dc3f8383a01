import { sql } from "kysely";
import { ledgerKinds } from "@/lib/billing/ledger/kinds";
import { postedFor } from "@/lib/billing/ledger/references";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

/** How much moved: the credit side. A transaction's entries carry its own time, which names their partition. */
const moved = sql<{ amount: string; currency: string; entries: string }>`(
  select sum(entry.amount) filter (where entry.amount > 0) as amount, min(entry.currency) as currency,
    count(*) as entries
  from ledger_entry as entry
  where entry.transaction_id = ledger_transaction.id and entry.created_at = ledger_transaction.created_at
)`;

export const ledgerTransactions = resource({
  name: "ledger-transactions",
  module: "billing",
  permission: "billing.ledger.read",
  exportPermission: "billing.ledger.export",
  scope: organizationScope("ledger_transaction.organization_id"),
  from: () =>
    kysely
      .selectFrom("ledger_transaction")
      .leftJoin("organization", "organization.id", "ledger_transaction.organization_id")
      .leftJoinLateral(moved.as("moved"), (join) => join.onTrue()),
  id: "ledger_transaction.id",
  columns: {
    createdAt: column.time("ledger_transaction.created_at", { sort: true, filter: true, link: true }),
    kind: column.enum("ledger_transaction.kind", ledgerKinds, { width: 170 }),
    amount: column.money("moved.amount", "moved.currency"),
    organization: column.text("organization.name", { width: 200 }),
    note: column.text("ledger_transaction.note", { width: 360 }),
    // For machines: what it was posted for stands on its page.
    key: column.code("ledger_transaction.key", {
      filter: true,
      exact: true,
      link: true,
      shown: false,
      width: 320,
    }),
    entries: column.integer("moved.entries", { shown: false }),
    organizationId: column.id("ledger_transaction.organization_id", { refersTo: "organizations" }),
    referenceType: column.code("ledger_transaction.reference_type", {
      filter: true,
      exact: true,
      shown: false,
    }),
    referenceId: column.id("ledger_transaction.reference_id"),
    reversesId: column.id("ledger_transaction.reverses_id", { refersTo: "ledger-transactions" }),
  },
  defaultSort: "-createdAt",
  title: "key",
  subtitle: "note",
  page: "billing/ledger-transactions/:id",
  // A whole key, or the number of the record it was posted for: both are found by an index.
  findsBy: (words) => {
    const key = sql<boolean>`ledger_transaction.key = ${words}`;
    return /^[A-Z]{2,5}\d{4,}$/i.test(words) ? sql`(${key} or ${postedFor(words.toUpperCase())})` : key;
  },
});
