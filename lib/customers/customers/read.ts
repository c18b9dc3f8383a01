import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { contains } from "@/lib/core/scope";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One customer with what its page needs beyond the list's columns.
 * @returns `path` of the organization that serves them, for permission checks.
 * @throws not_found when there is none or they are outside the caller's scope; forbidden.
 */
export async function readCustomer(id: string, caller: Caller) {
  demand(caller, "customers.customers.read");
  if (!isId.test(id)) throw notFound();
  const row = await kysely
    .selectFrom("customer")
    .innerJoin("organization", "organization.id", "customer.organization_id")
    .select([
      "customer.id",
      "customer.number",
      "customer.name",
      "customer.state",
      "customer.email",
      "customer.phone_masked as phoneMasked",
      "customer.external_ref as externalRef",
      "customer.locale",
      "customer.note",
      "customer.version",
      "customer.organization_id as organizationId",
      "organization.name as organizationName",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("customer.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return row;
}

export type CustomerRecord = Awaited<ReturnType<typeof readCustomer>>;
