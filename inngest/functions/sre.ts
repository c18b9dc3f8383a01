import { z } from "zod";
import { pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { forgetExpired } from "@/lib/sre/housekeeping/forget";
import { forgetHistory } from "@/lib/sre/housekeeping/history";
import { removeOrphans } from "@/lib/sre/housekeeping/orphans";
import { inngest } from "../client";
import { cancelRun as cancelAtEngine } from "../engine-client";
import { pruneJobRuns } from "../job-run-retention";
import { functionNameOf, noteProgress, noteStart } from "../job-run-store";

const endedSchema = z.object({
  run_id: z.string(),
  function_id: z.string(),
  event: z.object({ id: z.string().optional(), name: z.string(), data: z.unknown() }),
  error: z.object({ name: z.string().optional(), message: z.string().optional() }).optional(),
});

/**
 * What the app cannot see for itself: a run canceled while nothing of it was running, or given up by the engine because
 * the app did not answer.
 */
export const recordRunEnd = inngest.createFunction(
  {
    id: "record-run-end",
    triggers: [
      { event: "inngest/function.cancelled" },
      { event: "inngest/function.failed", if: "event.data.function_id != 'fairlead-record-run-end'" },
    ],
  },
  async ({ event }) => {
    const { run_id: runId, function_id, event: cause, error } = endedSchema.parse(event.data);
    await noteStart(pool, {
      id: newId(),
      runId,
      functionId: functionNameOf(function_id),
      attempt: 0,
      event: cause,
    });
    await noteProgress(pool, runId, {
      state: event.name === "inngest/function.cancelled" ? "canceled" : "failed",
      error: { code: error?.name ?? "Canceled", message: error?.message ?? "Canceled." },
    });
  },
);

/** Tells the engine what somebody already wrote down: that a run is canceled. */
export const cancelRun = inngest.createFunction(
  { id: "cancel-run", triggers: [{ event: "job-runs/canceled" }] },
  async ({ event, step }) => {
    const { runId } = z.object({ runId: z.string() }).parse(event.data);
    await step.run("cancel", () => cancelAtEngine(runId));
  },
);

/** Keeps the record of runs from growing without end. */
export const pruneRecord = inngest.createFunction(
  { id: "prune-job-runs", concurrency: { limit: 1 }, triggers: [{ cron: "17 3 * * *" }] },
  async ({ step }) => ({ pruned: await step.run("prune", () => pruneJobRuns(pool)) }),
);

/** Removes what only had to be known for a while, and files that a crash left without a row. */
export const forgetExpiredRows = inngest.createFunction(
  { id: "forget-expired", concurrency: { limit: 1 }, triggers: [{ cron: "41 3 * * *" }] },
  async ({ step }) => ({
    ...(await step.run("forget", () => forgetExpired())),
    ...(await step.run("forget-history", () => forgetHistory())),
    files: await step.run("remove-orphans", () => removeOrphans()),
  }),
);
