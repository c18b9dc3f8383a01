import type { Pool } from "pg";
import { z } from "zod";

const APP_PREFIX = "fairlead-";

export interface RunError {
  code: string;
  message: string;
}

export type Progress =
  | { state: "completed" }
  | { state: "queued"; error?: RunError }
  | { state: "running" | "failed" | "canceled"; error: RunError };

export interface RunStart {
  id: string;
  runId: string;
  functionId: string;
  attempt: number;
  event: { id?: string; name: string; data?: unknown };
}

/** @returns the function's own name out of the composite one engines know it by. */
export function functionNameOf(compositeId: string): string {
  return compositeId.startsWith(APP_PREFIX) ? compositeId.slice(APP_PREFIX.length) : compositeId;
}

/** Notes that a call of the run begins. A run that is over stays so. */
export async function noteStart(
  pool: Pool,
  { id, runId, functionId, attempt, event }: RunStart,
): Promise<void> {
  await pool.query(
    `insert into job_run (id, run_id, function_id, event_name, event_id, event_data, attempt, state,
                          organization_id, started_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, now(), now())
     on conflict (run_id) do update
       set attempt = excluded.attempt, state = 'running', updated_at = excluded.updated_at
       where job_run.state in ('queued', 'running')`,
    [
      id,
      runId,
      functionId,
      event.name,
      event.id ?? null,
      JSON.stringify(event.data ?? {}),
      attempt,
      organizationOf(event.data),
    ],
  );
}

/** Notes how far a run got; when it is over, its step receipts go. */
export async function noteProgress(pool: Pool, runId: string, progress: Progress): Promise<void> {
  const { state } = progress;
  const over = state !== "queued" && state !== "running";
  const error = "error" in progress ? progress.error : undefined;
  await pool.query(
    `with noted as (
       update job_run
       set state = $2::job_run_state, updated_at = now(), ended_at = case when $3 then now() end,
           -- A step's failure comes back as the function's, with the same words but without its code.
           error_code = case when $2 = 'completed' then null
                             when error_message = $5 then error_code
                             else coalesce($4, error_code) end,
           error_message = case when $2 = 'completed' then null else coalesce($5, error_message) end
       where run_id = $1 and state in ('queued', 'running')
     )
     delete from job_step where run_id = $1 and $3`,
    [runId, state, over, error?.code, error?.message.slice(0, 2_000)],
  );
}

function organizationOf(data: unknown): string | null {
  const found = z.object({ organizationId: z.uuid() }).safeParse(data);
  return found.success ? found.data.organizationId : null;
}
