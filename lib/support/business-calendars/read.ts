import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as uuid } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";
import { readHours } from "@/lib/support/business-calendars/fields";

/** One calendar with its hours, Monday first, and its holidays in order. @throws not_found, forbidden. */
export async function readBusinessCalendar(id: string, caller: Caller) {
  demand(caller, "support.calendars.read");
  if (!uuid.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("business_calendar")
    .innerJoin("organization", "organization.id", "business_calendar.organization_id")
    .select([
      "business_calendar.id",
      "business_calendar.organization_id as organizationId",
      "business_calendar.name",
      "business_calendar.time_zone as timeZone",
      "business_calendar.hours",
      "business_calendar.holidays",
      "business_calendar.version",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("business_calendar.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return { ...row, hours: readHours(row.hours) };
}
