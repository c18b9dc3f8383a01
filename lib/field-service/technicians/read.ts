import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains } from "@/lib/core/scope";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One technician with what their page needs beyond the list's columns; of their number only what lists show.
 * @throws not_found, forbidden.
 */
export async function readTechnician(id: string, caller: Caller) {
  demand(caller, "field-service.technicians.read");
  if (!isId.test(id)) throw notFound();
  const row = await kysely
    .selectFrom("technician")
    .innerJoin("organization", "organization.id", "technician.organization_id")
    .innerJoin("service_centre", "service_centre.id", "technician.centre_id")
    .leftJoin("operator", "operator.id", "technician.operator_id")
    .select([
      "technician.id",
      "technician.number",
      "technician.name",
      "technician.state",
      "technician.phone_masked as phoneMasked",
      "technician.skills",
      "technician.centre_id as centreId",
      "service_centre.name as centre",
      "technician.operator_id as operatorId",
      "operator.name as operator",
      "technician.version",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("technician.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return row;
}
