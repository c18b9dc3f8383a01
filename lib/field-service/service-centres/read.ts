import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains } from "@/lib/core/scope";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One service centre with what its page needs beyond the list's columns. @throws not_found, forbidden. */
export async function readServiceCentre(id: string, caller: Caller) {
  demand(caller, "field-service.service-centres.read");
  if (!isId.test(id)) throw notFound();
  const row = await kysely
    .selectFrom("service_centre")
    .innerJoin("organization", "organization.id", "service_centre.organization_id")
    .select([
      "service_centre.id",
      "service_centre.name",
      "service_centre.address",
      "service_centre.active",
      "service_centre.version",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("service_centre.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return row;
}
