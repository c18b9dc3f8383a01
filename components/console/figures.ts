import { sql } from "kysely";
import { type Caller, may } from "@/lib/core/caller";
import { expression, type Resource } from "@/lib/core/resource";
import type { ListPage } from "@/lib/core/resource/description";
import { filtered } from "@/lib/core/resource/list";
import { totalOf } from "@/lib/core/resource/total";
import { isoText, startsOf } from "@/lib/core/spans";
import type { Reader } from "./reader";

export type Total = ListPage["total"];

/** How many of a resource's rows the caller sees under these filters, counted as its list counts them. */
export const countOf = (
  resource: Resource,
  filters: Record<string, string>,
  caller: Caller,
): Promise<Total> => totalOf(filtered(resource, { filters }, caller));

/** Whether the resource is there for this reader at all. */
export const mayRead = (
  resource: Resource | undefined,
  { caller, off }: Pick<Reader, "caller" | "off">,
): resource is Resource =>
  resource !== undefined &&
  !off.has(resource.module) &&
  (resource.permission === null || may(caller, resource.permission)) &&
  (resource.scope.kind !== "platform" || caller.scope.kind === "all");

/** Address of a list under filters. */
export const listHref = (reader: Reader, path: string, filters: Record<string, string>): string => {
  const query = new URLSearchParams(filters).toString();
  return query === "" ? reader.href(path) : `${reader.href(path)}?${query}`;
};

export type Slice = { key: string; count: number };

/** Rows by the value of one column, most frequent first. */
export async function countBy(
  resource: Resource,
  column: string,
  filters: Record<string, string>,
  caller: Caller,
): Promise<Slice[]> {
  const by = sql<string>`${expression(resource.columns[column]!.from)}::text`;
  const rows = await filtered(resource, { filters }, caller)
    .select([by.as("key"), sql<number>`count(*)::int`.as("count")])
    .groupBy(by)
    .orderBy("count", "desc")
    .execute();
  return rows as Slice[];
}

export type TrendPoint = { from: string; counts: Record<string, number> };

/**
 * Rows per span of time, by the value of one column.
 * @param time the column that says when.
 * @param unit width of a span.
 * @param spans how many spans, ending with the present one.
 * @param timeZone where a day begins.
 * @returns every span, also those without rows; `from` is where it begins, ISO 8601 in UTC.
 */
export async function trendOf(
  resource: Resource,
  {
    time,
    by,
    unit,
    spans,
    timeZone,
  }: { time: string; by: string; unit: "day" | "week" | "month"; spans: number; timeZone: string },
  filters: Record<string, string>,
  caller: Caller,
): Promise<TrendPoint[]> {
  const starts = await startsOf(unit, spans, timeZone);
  const at = expression(resource.columns[time]!.from);
  const value = sql<string>`${expression(resource.columns[by]!.from)}::text`;
  const span = sql<string>`date_trunc(${sql.lit(unit)}, ${at}, ${sql.lit(timeZone)})`;
  const rows = (await filtered(resource, { filters }, caller)
    .select([isoText(span).as("from"), value.as("key"), sql<number>`count(*)::int`.as("count")])
    .where(sql<boolean>`${at} >= ${starts[0]}::timestamptz`)
    .groupBy([span, value])
    .execute()) as { from: string; key: string; count: number }[];
  const points = new Map<string, TrendPoint>(starts.map((from) => [from, { from, counts: {} }]));
  for (const row of rows) {
    const point = points.get(row.from);
    if (point) point.counts[row.key] = row.count;
  }
  return [...points.values()];
}
