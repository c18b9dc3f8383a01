import type { Outcome } from "./protocol";
import type { Work } from "./queue";
import type { Runs } from "./runs";
import type { Database } from "./transaction";

/** A sleep is over, a wait found no event, or an invoked function took too long. */
export async function wake(tx: Database, runs: Runs, work: Extract<Work, { kind: "wake" }>): Promise<void> {
  const run = await runs.lock(tx, work.runId);
  if (!run) return;
  const { rows } = await tx.query<{ op: string }>(
    "select op from engine.step where run_id = $1 and id = $2",
    [work.runId, work.stepId],
  );
  const outcome: Outcome =
    rows[0]?.op === "InvokeFunction"
      ? { error: { name: "InvokeTimeout", message: "The invoked function did not finish in time." } }
      : { data: null };
  await runs.resolve(tx, run, work.stepId, outcome);
}

/** A time limit of the function has passed: cancel the run if it still exceeds it. */
export async function enforce(
  tx: Database,
  runs: Runs,
  work: Extract<Work, { kind: "deadline" }>,
): Promise<void> {
  const run = await runs.lock(tx, work.runId);
  if (!run || (work.limit === "start" && run.state !== "queued")) return;
  await runs.cancel(tx, run.id, `It did not ${work.limit} in time.`);
}
