import { type RawBuilder, sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { requireSwitchedOn } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import { expression, type Query, type Resource, visible } from "@/lib/core/resource";
import { decodeCursor, encodeCursor, sortName, sortText } from "@/lib/core/resource/cursor";
import type { CellValue, ListPage, ListQuery } from "@/lib/core/resource/description";
import { gathered, inOrder } from "@/lib/core/resource/page";
import { columnsOf, filterCondition, limitFrom, searchCondition, sortOf } from "@/lib/core/resource/query";
import { estimateOf, totalOf } from "@/lib/core/resource/total";

/** The caller's rows that the query's filters and search leave. @throws forbidden, not_found, invalid_input. */
export function filtered(resource: Resource, query: ListQuery, caller: Caller): Query {
  let rows = visible(resource, caller);
  for (const [key, value] of Object.entries(query.filters))
    rows = rows.where(filterCondition(resource, key, value, caller.scope.organizationId));
  if (query.q?.trim()) rows = rows.where(searchCondition(resource, query.q));
  return rows;
}

/** A column's value as it goes over the wire. */
export function wireExpression(resource: Resource, key: string): RawBuilder<unknown> {
  const column = resource.columns[key]!;
  const from = expression(column.from);
  switch (column.kind) {
    case "time":
      return sql`to_char(${from} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case "money":
      return sql`case when ${from} is null then null else json_build_object('amount', trim_scale(${from})::text, 'currency', ${expression(column.currency!)}::text) end`;
    case "integer":
      return sql`${from}::float8`;
    case "enum":
      return sql`${from}::text`;
    default:
      return from;
  }
}

type Row = { id: string; sort: string } & Record<string, CellValue>;

/**
 * One page of a resource.
 * @param query filters, search, sort, cursor, limit and columns; checked here.
 * @param withTotal false where nobody looks at the total (the API).
 * @throws forbidden, not_found (a resource that is none of the caller's business), invalid_input.
 */
export async function list(
  resource: Resource,
  query: ListQuery,
  caller: Caller,
  { withTotal = true }: { withTotal?: boolean } = {},
): Promise<ListPage> {
  await requireSwitchedOn(resource, caller);
  const sort = sortOf(resource, query);
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, sort);
  const limit = await limitFrom(query);
  const keys = columnsOf(resource, query);
  const id = sql.ref(resource.idFrom);
  const rows = filtered(resource, query, caller);
  const backwards = cursor?.backwards ?? false;
  const stretch = { sort, cursor, limit: limit + 1 };

  const narrowed = Object.keys(query.filters).length > 0 || Boolean(query.q?.trim());
  const few = narrowed ? await gathered(resource, rows, stretch) : null;
  const page = few ? few.page : inOrder(rows, stretch, id);
  const found = ((await page
    ?.select([
      id.as("id"),
      sortText(sort).as("sort"),
      ...keys.map((key, index) => wireExpression(resource, key).as(`c${index}`)),
    ])
    .execute()) ?? []) as unknown as Row[];
  const more = found.length > limit;
  const shown = found.slice(0, limit);
  if (backwards) shown.reverse();
  const at = (row: Row | undefined, back: boolean) =>
    row ? encodeCursor({ sort: sortName(sort), value: row.sort, id: row.id, backwards: back }) : null;
  return {
    columns: keys,
    rows: shown.map((row) => [row.id, ...keys.map((_, index) => row[`c${index}`] ?? null)]),
    nextCursor: (backwards ? cursor !== null : more) ? at(shown.at(-1), false) : null,
    previousCursor: (backwards ? more : cursor !== null) ? at(shown[0], true) : null,
    total: await total(),
  };

  async function total(): Promise<ListPage["total"]> {
    if (few) return { count: few.count, exact: true };
    // A first page that is not full is all there is.
    if (cursor === null && !more) return { count: found.length, exact: true };
    if (!withTotal) return { count: 0, exact: false };
    return narrowed ? estimateOf(rows) : totalOf(rows);
  }
}

/** A page's rows as objects, as the API answers them. */
export const asRecords = (page: ListPage): Record<string, CellValue>[] =>
  page.rows.map(([id, ...cells]) => ({
    id,
    ...Object.fromEntries(page.columns.map((key, index) => [key, cells[index] ?? null])),
  }));

/**
 * One record with every column.
 * @throws not_found when there is none or it is not the caller's to see; forbidden.
 */
export async function record(
  resource: Resource,
  id: string,
  caller: Caller,
): Promise<Record<string, CellValue>> {
  await requireSwitchedOn(resource, caller);
  const keys = Object.keys(resource.columns);
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const row = isId
    ? ((await visible(resource, caller)
        .select([
          sql`${sql.ref(resource.idFrom)}`.as("id"),
          ...keys.map((key, index) => wireExpression(resource, key).as(`c${index}`)),
        ])
        .where(sql<boolean>`${sql.ref(resource.idFrom)} = ${id}`)
        .executeTakeFirst()) as Row | undefined)
    : undefined;
  if (!row) throw notFound();
  return { id: row.id, ...Object.fromEntries(keys.map((key, index) => [key, row[`c${index}`] ?? null])) };
}
