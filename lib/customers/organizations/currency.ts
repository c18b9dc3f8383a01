import { kysely } from "@/lib/core/db";

/** The currency an organization works in: what forms offer first. ISO 4217. */
export async function organizationCurrency(organizationId: string): Promise<string> {
  const row = await kysely
    .selectFrom("organization")
    .select("currency")
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return row.currency;
}
