import { Middleware } from "inngest";
import { pool } from "@/lib/core/db";
import { log } from "@/lib/core/log";

/** Steps this process is running now. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Keeps a receipt of each step that completed. An engine that dies while a step runs never hears the answer and asks for
 * the step again; it then gets the answer from the receipt, or joins the step that is still running, and nothing runs
 * twice. Receipts go when the run is over.
 */
export class StepReceipts extends Middleware.BaseMiddleware {
  readonly id = "fairlead:step-receipts";

  override async wrapStepHandler({ ctx, stepInfo, next }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    const key = `${ctx.runId}/${stepInfo.hashedId}`;
    const other = underWay.get(key);
    if (other) return other;
    const work = once(ctx.runId, stepInfo.hashedId, next).finally(() => underWay.delete(key));
    underWay.set(key, work);
    return work;
  }
}

async function once(runId: string, stepId: string, run: () => Promise<unknown>): Promise<unknown> {
  const receipt = await pool.query<{ output: unknown }>(
    "select output from job_step where run_id = $1 and step_id = $2",
    [runId, stepId],
  );
  if (receipt.rows[0]) return receipt.rows[0].output;
  const output = await run();
  await pool
    .query(
      `insert into job_step (run_id, step_id, output, ended_at)
       select run_id, $2, $3, now() from job_run where run_id = $1 and state in ('queued', 'running')
       on conflict do nothing`,
      [runId, stepId, JSON.stringify(output)],
    )
    // The step is done and its answer most likely arrives; failing it now would run it again.
    .catch((error: Error) => log().warn({ err: error, runId }, "no receipt could be kept for a step"));
  return output;
}
