import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as uuid } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

/** One policy with the calendar it counts by. Times are minutes of the calendar's hours. @throws not_found, forbidden. */
export async function readSlaPolicy(id: string, caller: Caller) {
  demand(caller, "support.sla-policies.read");
  if (!uuid.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("sla_policy")
    .innerJoin("business_calendar", "business_calendar.id", "sla_policy.calendar_id")
    .innerJoin("organization", "organization.id", "sla_policy.organization_id")
    .select([
      "sla_policy.id",
      "sla_policy.organization_id as organizationId",
      "sla_policy.name",
      "sla_policy.type",
      "sla_policy.priority",
      "sla_policy.calendar_id as calendarId",
      "business_calendar.name as calendar",
      "sla_policy.first_response_minutes as firstResponseMinutes",
      "sla_policy.resolve_minutes as resolveMinutes",
      "sla_policy.warn_minutes as warnMinutes",
      "sla_policy.active",
      "sla_policy.version",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("sla_policy.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return row;
}
