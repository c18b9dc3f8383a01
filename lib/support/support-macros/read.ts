import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as uuid } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

/** One macro. @throws not_found, forbidden. */
export async function readSupportMacro(id: string, caller: Caller) {
  demand(caller, "support.macros.read");
  if (!uuid.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("support_macro")
    .innerJoin("organization", "organization.id", "support_macro.organization_id")
    .select([
      "support_macro.id",
      "support_macro.name",
      "support_macro.body",
      "support_macro.kind",
      "support_macro.priority",
      "support_macro.resolves",
      "support_macro.version",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("support_macro.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return row;
}
