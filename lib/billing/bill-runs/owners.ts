import type { Days } from "@/lib/billing/bills/period";
import { endsPeriod } from "@/lib/billing/bills/period";
import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";

export type RunScope = {
  organizationId: string;
  days: Days;
  /** Whether profiles' own periods count. */
  byProfile: boolean;
  timeZone: string | null;
};

/**
 * Profiles a run goes through: of everybody at or below its organization whom it, or somebody below it, bills.
 * Those whose own period does not end with the run's are left out.
 */
function conditions({ organizationId, days, byProfile, timeZone }: RunScope): Prisma.Sql {
  const lengths = [1, 2, 3, 4, 6, 12].filter((months) => endsPeriod(days.until, months));
  return Prisma.sql`
    organization.path <@ (select path from organization where id = ${organizationId}::uuid)
    -- An organization is billed by the one above it, which may be out of sight.
    and (profile.customer_id is not null or profile.organization_id <> ${organizationId}::uuid or organization.parent_id is null)
    and (not ${byProfile}::boolean or profile.period_months = any(${lengths}::int[]))
    and (${timeZone}::text is null or organization.time_zone = ${timeZone})`;
}

/** The next owners of a run, in the order of their profiles' ids. */
export const nextProfiles = (
  db: Pick<Tx, "$queryRaw">,
  run: RunScope,
  afterId: string | null,
  limit: number,
): Promise<{ id: string }[]> => db.$queryRaw`
  select profile.id from billing_profile as profile
  join organization on organization.id = profile.organization_id
  where ${conditions(run)} and (${afterId}::uuid is null or profile.id > ${afterId}::uuid)
  order by profile.id limit ${limit}`;

/** How many owners a run goes through in all. */
export async function countProfiles(db: Pick<Tx, "$queryRaw">, run: RunScope): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: bigint }]>`
    select count(*) as count from billing_profile as profile
    join organization on organization.id = profile.organization_id where ${conditions(run)}`;
  return Number(row.count);
}
