import { NonRetriableError } from "inngest";
import { z } from "zod";
import { finishReconciliation } from "@/lib/billing/ledger/finish-reconciliation";
import { nothingProved, type Proved, proveSome, together } from "@/lib/billing/ledger/prove";
import { reconcileLedger } from "@/lib/billing/ledger/reconcile";
import { releaseExpiredHolds } from "@/lib/billing/wallets/release-expired";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import "@/lib/registry";
import { inngest } from "../client";
import { everyMinute } from "../every";

/** Has the ledger proved every hour. One that still runs is enough. */
export const beginReconciliation = inngest.createFunction(
  { id: "begin-reconciliation", concurrency: { limit: 1 }, triggers: [{ cron: "23 * * * *" }] },
  async ({ step }) =>
    step.run("begin", async () => {
      try {
        return await perform(reconcileLedger, {}, await systemCaller("begin-reconciliation"));
      } catch (error) {
        if (error instanceof AppError && error.reason === "billing.reconciliation_runs")
          return { running: true };
        throw error;
      }
    }),
);

const begun = z.object({ reconciliationId: z.uuid() });

async function finish(reconciliationId: string, { seen, faultCount, faults }: Proved, complete: boolean) {
  const caller = {
    ...(await systemCaller("reconcile-ledger")),
    idempotencyKey: `${reconciliationId}:${complete}`,
  };
  return perform(finishReconciliation, { reconciliationId, complete, seen, faultCount, faults }, caller);
}

/**
 * Proves the ledger: balances are the sums of their entries, what is held is what holds reserve, every transaction sums to
 * zero. Some seconds a step, so that a crash costs no more than those. It fails when something differs.
 */
export const reconcileLedgerJob = inngest.createFunction(
  {
    id: "reconcile-ledger",
    retries: 3,
    concurrency: { limit: 1 },
    triggers: [{ event: "ledger/reconciliation-begun" }],
    onFailure: async ({ event, step }) => {
      const { reconciliationId } = begun.parse(event.data.event.data);
      await step.run("give up", async () => {
        try {
          await finish(reconciliationId, nothingProved(), false);
        } catch (error) {
          // It failed because something differs, and said so.
          if (!(error instanceof AppError && error.code === "conflict")) throw error;
        }
      });
    },
  },
  async ({ event, step }) => {
    const { reconciliationId } = begun.parse(event.data);
    let proved = nothingProved();
    for (let part = 1; proved.next; part++) {
      const cursor = proved.next;
      proved = together(proved, await step.run(`prove-${part}`, () => proveSome(cursor, 5000)));
    }
    const { state } = await step.run("finish", () => finish(reconciliationId, proved, true));
    if (state !== "clean")
      throw new NonRetriableError(`The ledger does not add up: ${proved.faultCount} differences.`);
    return { reconciliationId, seen: proved.seen };
  },
);

/** Gives back what was held for longer than it was meant to be. */
export const releaseExpiredHoldsJob = inngest.createFunction(
  { id: "release-expired-holds", concurrency: { limit: 1 }, triggers: [everyMinute] },
  async ({ step }) => {
    let released = 0;
    for (let batch = 1; batch <= 50; batch++) {
      const done = await step.run(`release-${batch}`, () => releaseExpiredHolds());
      released += done.released;
      if (!done.more) break;
    }
    return { released };
  },
);
