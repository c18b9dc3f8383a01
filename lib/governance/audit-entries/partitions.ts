import { sql } from "kysely";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

/** Makes the monthly partitions of the trail from this month on, so that no row has to go to the default one. */
export async function prepareAuditPartitions(months = 4): Promise<void> {
  await sql`select ensure_month_partitions('audit_entry', ${now()}::date, ${months})`.execute(kysely);
}
