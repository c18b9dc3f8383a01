import type { Pool } from "pg";

const KEEP_DAYS = 7;
const BATCH = 5_000;

const EXPIRED = [
  ["engine.run", `ended_at < now() - interval '${KEEP_DAYS} days'`],
  ["engine.event", `received_at < now() - interval '${KEEP_DAYS} days'`],
  ["engine.once", "expires_at < now()"],
  ["engine.pace", "next_at < now() - interval '1 day'"],
] as const;

/**
 * Forgets runs and events that ended or came in a week ago, in small batches. An event id is remembered as long, which
 * is how long a repeated event is recognised.
 */
export async function forgetExpired(pool: Pool): Promise<void> {
  for (const [table, expired] of EXPIRED) {
    for (let deleted = BATCH; deleted === BATCH; ) {
      const { rowCount } = await pool.query(
        `delete from ${table} where ctid in (select ctid from ${table} where ${expired} limit ${BATCH})`,
      );
      deleted = rowCount ?? 0;
    }
  }
}
