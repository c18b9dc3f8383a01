import { type RawBuilder, type SqlBool, sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { filterCondition } from "@/lib/core/resource/query";
import type { Place } from "@/lib/core/scope";
import { customers } from "@/lib/customers/customers/resource";

/**
 * Whom an issue reaches: organizations named, for themselves; or customers named, those a filter of the customer list finds, or
 * everyone. Always at or below `path`.
 */
export type Recipients = {
  path: string;
  customerIds: readonly string[];
  organizationIds: readonly string[];
  /** As the customer list's URL has it. */
  filter: Record<string, string> | null;
  /** Who came later is not reached. */
  until: Date;
};

/** Filters of the customer list, without those it does not have. @throws invalid_input for a filter there is not. */
export const recipientConditions = (filter: Record<string, string>): RawBuilder<SqlBool>[] =>
  Object.entries(filter).map(([key, value]) => filterCondition(customers, key, value));

/** The ids of who is reached: of customers, or where organizations are named, of those. */
function query({ path, customerIds, organizationIds, filter, until }: Recipients) {
  const below = sql<boolean>`organization.path <@ ${path}::ltree`;
  if (organizationIds.length > 0)
    return kysely
      .selectFrom("organization")
      .select("organization.id")
      .where(below)
      .where("organization.state", "=", "active")
      .where("organization.created_at", "<=", until)
      .where("organization.id", "in", [...organizationIds]);
  let from = kysely
    .selectFrom("customer")
    .innerJoin("organization", "organization.id", "customer.organization_id")
    .select("customer.id")
    .where(below)
    .where("organization.state", "=", "active")
    .where("customer.state", "=", "active")
    .where("customer.created_at", "<=", until);
  if (customerIds.length > 0) from = from.where("customer.id", "in", [...customerIds]);
  for (const condition of recipientConditions(filter ?? {})) from = from.where(condition);
  return from;
}

/** How many are reached. */
export async function countRecipients(recipients: Recipients): Promise<number> {
  const row = await kysely
    .selectFrom(query(recipients).as("recipient"))
    .select((from) => from.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The next of them in id order. @param afterId the last one reached; null at the beginning. */
export const nextRecipients = (recipients: Recipients, afterId: string | null, limit: number) =>
  kysely
    .selectFrom(query(recipients).as("recipient"))
    .$if(afterId !== null, (from) => from.where("recipient.id", ">", afterId!))
    .select("recipient.id")
    .orderBy("recipient.id")
    .limit(limit)
    .execute();

/** The organizations the customers named belong to. @throws not_found when one of them is not there. */
export async function placesOf(customerIds: readonly string[]): Promise<Place[]> {
  if (customerIds.length === 0) return [];
  const rows = await kysely
    .selectFrom("customer")
    .innerJoin("organization", "organization.id", "customer.organization_id")
    .where("customer.id", "in", [...customerIds])
    .groupBy("organization.id")
    .select((from) => [
      "organization.id as organizationId",
      sql<string>`organization.path::text`.as("path"),
      from.fn.countAll<string>().as("customers"),
    ])
    .execute();
  const found = rows.reduce((sum, row) => sum + Number(row.customers), 0);
  if (found < new Set(customerIds).size) throw notFound();
  return rows.map(({ organizationId, path }) => ({ organizationId, path }));
}
