import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import type { Query } from "@/lib/core/resource";
import type { ListPage } from "@/lib/core/resource/description";

/** Up to here totals are counted; beyond, the planner's estimate says "about". */
export const exactUpTo = 10_000;

/** How many rows a query has: exact up to 10,000, estimated beyond (design section 3.2). */
export async function totalOf(rows: Query): Promise<ListPage["total"]> {
  const some = rows.select(sql`1`.as("one")).limit(exactUpTo + 1);
  const { count } = await kysely
    .selectFrom(some.as("some"))
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return count <= exactUpTo ? { count, exact: true } : estimateOf(rows);
}

/** About how many rows a query has that is known to have more than are counted. */
export async function estimateOf(rows: Query): Promise<ListPage["total"]> {
  const plan = (await rows.select(sql`1`.as("one")).explain("json")) as { "QUERY PLAN"?: unknown }[];
  return { count: Math.max(rowsIn(plan[0]?.["QUERY PLAN"]), exactUpTo + 1), exact: false };
}

function rowsIn(plan: unknown): number {
  const top = Array.isArray(plan) ? plan[0] : plan;
  const rows = top?.Plan?.["Plan Rows"];
  return typeof rows === "number" ? Math.round(rows) : 0;
}
