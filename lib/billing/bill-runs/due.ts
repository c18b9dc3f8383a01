import { sql } from "kysely";
import { settling } from "@/lib/billing/bills/period";
import { after, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

/**
 * Time zones of owners in which a new month has begun and whose bills nobody has begun yet; asked every hour of the first days
 * of a month, so that a night without a server does no harm.
 * @returns each with the first day of its new month.
 */
export async function dueRuns(): Promise<{ timeZone: string; until: string }[]> {
  const at = after(now(), -settling);
  const { rows } = await sql<{ timeZone: string; until: string }>`
    select zone.name as "timeZone", zone.until::text as until
    from (
      select organization.time_zone as name,
             date_trunc('month', ${at}::timestamptz at time zone organization.time_zone)::date as until,
             extract(day from ${at}::timestamptz at time zone organization.time_zone) as day
      from billing_profile join organization on organization.id = billing_profile.organization_id
      group by organization.time_zone
    ) as zone
    where zone.day <= 7
      and not exists (select from bill_run where bill_run.time_zone = zone.name and bill_run.period_until = zone.until)
    order by zone.name`.execute(kysely);
  return rows;
}
