import { type RawBuilder, sql } from "kysely";
import { kysely } from "@/lib/core/db";
import type { Query, Resource } from "@/lib/core/resource";
import { type Cursor, cursorCondition } from "@/lib/core/resource/cursor";
import type { Sort } from "@/lib/core/resource/query";
import { exactUpTo } from "@/lib/core/resource/total";

/** A stretch of a list: how it is sorted, after which row it begins, how many rows it has at most. */
export type Stretch = { sort: Sort; cursor: Cursor | null; limit: number };

/** The rows of a stretch, read in their order until it is full. */
export function inOrder(rows: Query, stretch: Stretch, id: RawBuilder<unknown>): Query {
  const { cursor, sort, limit } = stretch;
  return sorted(rows, stretch, id)
    .$if(cursor !== null, (select) => select.where(cursorCondition(cursor!, sort, id)))
    .limit(limit);
}

/**
 * Finds the rows of a stretch by gathering all there are, which counts them too, and sorting them then. Read in order instead, a
 * handful of rows can cost the whole table: Postgres decides by its guess of how frequent they are, and takes the rare for frequent.
 * @param rows all rows the stretch is taken from.
 * @returns how many there are in all, and those of the stretch in reading order without a selection, null when it has none; null
 *   for everything when there are more than are counted: so many are soon found in order.
 */
export async function gathered(
  resource: Resource,
  rows: Query,
  stretch: Stretch,
): Promise<{ count: number; page: Query | null } | null> {
  const id = sql.ref(resource.idFrom);
  const some = rows.select([id.as("id"), stretch.sort.from.as("sort")]).limit(exactUpTo + 1);
  const [foundId, sort] = [sql.ref("found.id"), { ...stretch.sort, from: sql.ref("found.sort") }];
  const page = inOrder(
    kysely.selectFrom(sql`found`.as("found")) as unknown as Query,
    { ...stretch, sort },
    foundId,
  );
  const { rows: all } = await sql<{ count: number; id: string | null }>`
    with found as materialized (${some})
    select total.count, page.id
    from (select count(*)::int as count from found) as total
    left join (${page.select(foundId.as("id"))}) as page on true`.execute(kysely);
  const count = all[0]?.count ?? 0;
  if (count > exactUpTo) return null;
  const ids = all.flatMap((row) => row.id ?? []);
  if (ids.length === 0) return { count, page: null };
  return {
    count,
    page: sorted(resource.query().where(sql<boolean>`${id} in (${sql.join(ids)})`), stretch, id),
  };
}

function sorted(rows: Query, { sort, cursor }: Stretch, id: RawBuilder<unknown>): Query {
  const direction = sort.descending !== (cursor?.backwards ?? false) ? sql`desc` : sql`asc`;
  return rows.orderBy(sql`${sort.from} ${direction}`).orderBy(sql`${id} ${direction}`);
}
