import { operatorOf } from "@/lib/core/caller";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";

/** Longer than this no proof takes: its job was lost. */
const lostAfter = hours(6);

/** Begins a proof of the whole ledger; a job carries it out and keeps what it found. One runs at a time. */
export const reconcileLedger = command({
  name: "ledger.reconcile",
  permission: "billing.ledger.read",
  approvable: false,
  input: object({}),
  scope: platformWide(),
  async run({ tx, caller, audit, emit, now }) {
    // Two that begin at the same time take turns here.
    await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtext('ledger.reconcile'))`;
    await tx.ledgerReconciliation.updateMany({
      where: { state: "running", startedAt: { lt: after(now, -lostAfter) } },
      data: { state: "failed", finishedAt: now },
    });
    const running = await tx.ledgerReconciliation.findFirst({
      where: { state: "running" },
      select: { id: true, startedAt: true },
    });
    if (running) throw conflict("billing.reconciliation_runs", {}, running);
    const reconciliationId = newId();
    const requestedById = operatorOf(caller);
    await tx.ledgerReconciliation.create({
      data: { id: reconciliationId, requestedById, startedAt: now },
      select: { id: true },
    });
    audit.target({
      type: "ledger-reconciliations",
      id: reconciliationId,
      label: `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`,
    });
    emit("ledger/reconciliation-begun", { reconciliationId });
    return { reconciliationId };
  },
});
