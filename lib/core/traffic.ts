import type { Tx } from "@/lib/core/db";

/**
 * Counts calls of a traffic command, per organization and hour. The count is the sum of its shards.
 * @param calls how many were made.
 */
export async function countTraffic(
  tx: Tx,
  command: string,
  organizationId: string,
  at: Date,
  calls = 1,
): Promise<void> {
  await tx.$executeRaw`
    insert into traffic_count (command, organization_id, hour, shard, calls)
    values (${command}, ${organizationId}::uuid, date_trunc('hour', ${at}::timestamptz, 'UTC'), pg_backend_pid() % 16, ${calls})
    on conflict (command, organization_id, hour, shard) do update set calls = traffic_count.calls + excluded.calls`;
}
