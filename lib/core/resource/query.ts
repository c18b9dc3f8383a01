import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import { pageSize } from "@/lib/core/directory";
import { type ErrorParams, invalidInput } from "@/lib/core/errors";
import { fault as fieldFault } from "@/lib/core/faults";
import { wholeNumber } from "@/lib/core/numbers";
import { type Column, expression, type Resource } from "@/lib/core/resource";
import type { ListQuery } from "@/lib/core/resource/description";

export const maxLimit = 200;

const fault = (path: string, name: string, params?: ErrorParams) =>
  invalidInput([fieldFault(path, name, params)], "invalid_query");

/**
 * Reads a list's query from a URL, strictly: an unknown or malformed parameter is an error.
 * @throws invalid_input naming the parameter.
 */
export function parseListQuery(resource: Resource, params: URLSearchParams): ListQuery {
  const query: ListQuery = { filters: {} };
  const filters: [string, string][] = [];
  for (const [key, value] of params) {
    if (params.getAll(key).length > 1) throw fault(key, "twice");
    if (value === "") continue;
    if (key === "q") query.q = value;
    else if (key === "cursor") query.cursor = value;
    else if (key === "sort") query.sort = value;
    else if (key === "limit") query.limit = limitOf(value);
    else if (key === "columns") query.columns = value.split(",");
    else filters.push([key, value]);
  }
  // Not one by one: a parameter may be called as what every object has by birth.
  query.filters = Object.fromEntries(filters);
  checkListQuery(resource, query);
  return query;
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > maxLimit)
    throw fault("limit", "between", { low: 1, high: maxLimit });
  return limit;
}

/** @throws invalid_input when `query` names what the resource does not have. */
export function checkListQuery(resource: Resource, query: ListQuery): void {
  for (const key of query.columns ?? [])
    if (!resource.columns[key]) throw fault("columns", "no_column", { column: key });
  if (query.q !== undefined && (query.q.length > 200 || query.q.includes("\0"))) throw fault("q", "text");
  sortOf(resource, query);
  for (const [key, value] of Object.entries(query.filters)) filterCondition(resource, key, value);
}

/** Rows of a page: as many as are asked for, else what settings say. */
export const limitFrom = async (query: ListQuery): Promise<number> => query.limit ?? (await pageSize());

/** The columns to show: those asked for, else those shown by default. */
export function columnsOf(resource: Resource, query: ListQuery): string[] {
  if (query.columns) return query.columns;
  return Object.keys(resource.columns).filter((key) => resource.columns[key]!.shown);
}

export type Sort = { key: string; from: RawBuilder<unknown>; descending: boolean; column: Column };

/** @throws invalid_input when the column does not sort. */
export function sortOf(resource: Resource, query: ListQuery): Sort {
  const text = query.sort ?? resource.defaultSort;
  const descending = text.startsWith("-");
  const key = descending ? text.slice(1) : text;
  const column = resource.columns[key];
  if (!column?.sort) throw fault("sort", "no_sort", { column: key });
  return { key, from: expression(column.sortBy ?? column.from), descending, column };
}

const uuid = z.guid();

/** `a..b`, `a..`, `..b` or a single value that stands for both ends. */
function rangeOf(key: string, text: string): [string | null, string | null] {
  const parts = text.split("..");
  if (parts.length === 1) return [text, text];
  if (parts.length > 2 || (!parts[0] && !parts[1])) throw fault(key, "range");
  return [parts[0] || null, parts[1] || null];
}

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a calendar has the day. JavaScript makes the 3rd of March of a 31st of February; Postgres refuses it. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && day.getUTCFullYear() > 0;
}

function momentOf(key: string, text: string): Date {
  const moment = new Date(dayOnly.test(text) ? `${text}T00:00:00Z` : text);
  const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
  if (!iso.test(text) || Number.isNaN(moment.getTime()) || !isDay(text.slice(0, 10)))
    throw fault(key, "time");
  return moment;
}

/** Where a day begins: in the zone of the organization worked in, else in UTC (design section 5). */
const zoneOf = (organizationId: string | undefined): RawBuilder<string> =>
  organizationId === undefined
    ? sql`'UTC'`
    : sql`(select time_zone from organization where id = ${organizationId})`;

function timeRange(
  key: string,
  from: RawBuilder<unknown>,
  text: string,
  organizationId: string | undefined,
): RawBuilder<SqlBool> {
  const [low, high] = rangeOf(key, text);
  const dayStart = (day: string, plus: number) =>
    sql`((${day}::date + ${sql.lit(plus)})::timestamp at time zone ${zoneOf(organizationId)})`;
  const conditions: RawBuilder<SqlBool>[] = [];
  if (low) {
    const begin = momentOf(key, low);
    conditions.push(dayOnly.test(low) ? sql`${from} >= ${dayStart(low, 0)}` : sql`${from} >= ${begin}`);
  }
  // A day as the upper end means all of that day.
  if (high) {
    const end = momentOf(key, high);
    conditions.push(dayOnly.test(high) ? sql`${from} < ${dayStart(high, 1)}` : sql`${from} <= ${end}`);
  }
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function numberRange(key: string, from: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  const conditions = rangeOf(key, text).flatMap((end, index) => {
    if (end === null) return [];
    if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(end)) throw fault(key, "number_range");
    return [
      index === 0 ? sql<SqlBool>`${from} >= ${end}::numeric` : sql<SqlBool>`${from} <= ${end}::numeric`,
    ];
  });
  return sql`(${sql.join(conditions, sql` and `)})`;
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (special) => `\\${special}`);

export const containsText = (from: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> =>
  sql`${from} ilike ${`%${escapeLike(text)}%`}`;

/** Rows whose column contains the words, or is the whole number they are. */
function columnContains(column: Column, words: string): RawBuilder<SqlBool> {
  const from = expression(column.from);
  const numbered = column.numbers || (typeof column.from === "string" && column.from.endsWith(".number"));
  const number = numbered ? wholeNumber(words) : null;
  if (number !== null) return sql`${from} = ${number}`;
  return column.contains?.(words) ?? containsText(from, words);
}

/**
 * A filter's condition. Enumerations take values separated by commas, times and numbers take ranges `a..b`, text is contained
 * unless the column is exact.
 * @param organizationId whose days are meant where a time is given as a day; UTC's when left out.
 * @throws invalid_input when there is no such filter or its value makes no sense.
 */
export function filterCondition(
  resource: Resource,
  key: string,
  text: string,
  organizationId?: string,
): RawBuilder<SqlBool> {
  const column = resource.columns[key];
  if (!column?.filter) throw fault(key, "unknown_parameter");
  if (text.length > 2000 || text.includes("\0")) throw fault(key, "text");
  const from = expression(column.from);
  switch (column.kind) {
    case "enum": {
      const values = text.split(",");
      const unknown = values.find((value) => !Object.hasOwn(column.values ?? {}, value));
      if (unknown !== undefined)
        throw fault(key, "one_of", { values: Object.keys(column.values ?? {}).join(", ") });
      if (column.means) return sql`(${sql.join(values.map(column.means), sql` or `)})`;
      // No cast: an index on the column must be able to answer, in the list's order when it is one value.
      return values.length === 1 ? sql`${from} = ${values[0]}` : sql`${from} in (${sql.join(values)})`;
    }
    case "boolean":
      if (text !== "true" && text !== "false") throw fault(key, "boolean");
      return sql`${from} = ${text === "true"}`;
    case "id": {
      const ids = text.split(",");
      if (ids.length > maxLimit || ids.some((value) => !uuid.safeParse(value).success))
        throw fault(key, "id");
      return sql`${from} in (${sql.join(ids)})`;
    }
    case "time":
      return timeRange(key, from, text, organizationId);
    case "integer":
    case "money":
      return numberRange(key, from, text);
    case "tags":
      return sql`${from} @> array[${text}]::text[]`;
    case "code":
    case "text":
      return column.exact ? sql`${from} = ${text}` : columnContains(column, text);
    case "json":
      throw fault(key, "unknown_parameter");
  }
}

/** The search box: any searchable column contains the words, or the id is exactly them. */
export function searchCondition(resource: Resource, words: string): RawBuilder<SqlBool> {
  const trimmed = words.trim();
  const columns = Object.values(resource.columns).filter((column) => column.search);
  const conditions = columns.map((column) => columnContains(column, trimmed));
  if (uuid.safeParse(trimmed).success) conditions.push(sql`${sql.ref(resource.idFrom)} = ${trimmed}`);
  const found = resource.findsBy?.(trimmed);
  if (found) conditions.push(found);
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` or `)})` : sql`false`;
}
