import type { Pool } from "pg";

const BATCH = 5_000;

/** A schedule that works is not news for long; what failed or what somebody set off is kept for a quarter. */
const EXPIRED = `
  ended_at < now() - interval '90 days'
  or (event_name = 'inngest/scheduled.timer' and state = 'completed' and ended_at < now() - interval '2 days')`;

/**
 * Forgets recorded runs nobody will ask about any more, in small batches.
 * @returns how many.
 */
export async function pruneJobRuns(pool: Pool): Promise<number> {
  let pruned = 0;
  for (let deleted = BATCH; deleted === BATCH; pruned += deleted) {
    const { rowCount } = await pool.query(
      `delete from job_run where id in (select id from job_run where ${EXPIRED} limit ${BATCH})`,
    );
    deleted = rowCount ?? 0;
  }
  return pruned;
}
