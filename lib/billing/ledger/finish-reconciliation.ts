import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { log } from "@/lib/core/log";
import { bySystem, platformWide } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";

const count = z.int().nonnegative();

/** Keeps what a proof found. Where something differs, everybody who may see the platform's ledger is told. */
export const finishReconciliation = command({
  name: "ledger.finish-reconciliation",
  permission: null,
  approvable: false,
  input: object({
    reconciliationId: id,
    /** False when the proof could not be carried out to its end. */
    complete: z.boolean().default(true),
    seen: object({ accounts: count, wallets: count, holds: count, entries: count }),
    faultCount: count,
    faults: z
      .array(
        object({
          check: z.enum(["balance", "chain", "held", "zero_sum", "wallet", "hold"]),
          id: z.string(),
          expected: z.string(),
          found: z.string(),
        }),
      )
      .max(100),
  }),
  scope: bySystem(platformWide()),
  async run({ input, tx, place, audit, now }) {
    const { reconciliationId, complete, seen, faultCount, faults } = input;
    const state =
      faultCount > 0 ? ("different" as const) : complete ? ("clean" as const) : ("failed" as const);
    const { count } = await tx.ledgerReconciliation.updateMany({
      where: { id: reconciliationId, state: "running" },
      data: { state, ...seen, faultCount, faults, finishedAt: now },
    });
    if (count === 0) {
      const there = await tx.ledgerReconciliation.findUnique({
        where: { id: reconciliationId },
        select: { state: true },
      });
      if (!there) throw notFound();
      throw conflict("billing.reconciliation_over", {}, there);
    }
    audit.target({ type: "ledger-reconciliations", id: reconciliationId, label: state });
    audit.change(null, { state, ...seen, faultCount });
    if (state !== "clean") {
      log().error(
        { reconciliationId, state, faultCount, faults: faults.slice(0, 10) },
        "the ledger does not add up",
      );
      await notify(tx, {
        operatorIds: await readersOfLedger(tx, place.path),
        message: `billing.inbox.ledger_${state}`,
        params: { count: faultCount },
        href: "billing/trial-balance",
        organizationId: place.organizationId,
        now,
      });
    }
    return { state };
  },
});

/** Active operators who may see the ledger of the whole platform: at most 100 of them. */
async function readersOfLedger(tx: Tx, path: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct operator.id from operator
    join role_grant on role_grant.operator_id = operator.id
    join role on role.id = role_grant.role_id
    join organization on organization.id = role_grant.organization_id and organization.path @> ${path}::ltree
    where operator.state = 'active' and 'billing.ledger.read' = any(role.permissions)
    order by operator.id limit 100`;
  return rows.map((row) => row.id);
}
