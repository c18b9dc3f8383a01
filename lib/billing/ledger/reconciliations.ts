import { kysely } from "@/lib/core/db";
import { column, platformScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

export const reconciliationStates = {
  running: "progress",
  clean: "done",
  different: "danger",
  failed: "danger",
} satisfies Record<string, Tone>;

/** Each proof of the ledger and how it ended. */
export const ledgerReconciliations = resource({
  name: "ledger-reconciliations",
  module: "billing",
  permission: "billing.ledger.read",
  exportPermission: "billing.ledger.export",
  scope: platformScope,
  from: () =>
    kysely
      .selectFrom("ledger_reconciliation")
      .leftJoin("operator", "operator.id", "ledger_reconciliation.requested_by_id"),
  id: "ledger_reconciliation.id",
  columns: {
    startedAt: column.time("ledger_reconciliation.started_at", { sort: true, filter: true }),
    state: column.enum("ledger_reconciliation.state", reconciliationStates),
    faultCount: column.integer("ledger_reconciliation.fault_count", { width: 110 }),
    accounts: column.integer("ledger_reconciliation.accounts"),
    wallets: column.integer("ledger_reconciliation.wallets"),
    holds: column.integer("ledger_reconciliation.holds"),
    entries: column.integer("ledger_reconciliation.entries"),
    requestedBy: column.text("operator.name", { width: 160 }),
    finishedAt: column.time("ledger_reconciliation.finished_at"),
    faults: column.json("ledger_reconciliation.faults"),
  },
  defaultSort: "-startedAt",
  title: "startedAt",
});
