import type { Tx } from "@/lib/core/db";

/** Counts one call of a traffic command, per organization and hour. */
export async function countTraffic(tx: Tx, command: string, organizationId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into traffic_count (command, organization_id, hour, calls)
    values (${command}, ${organizationId}::uuid, date_trunc('hour', ${at}::timestamptz, 'UTC'), 1)
    on conflict (command, organization_id, hour) do update set calls = traffic_count.calls + 1`;
}
