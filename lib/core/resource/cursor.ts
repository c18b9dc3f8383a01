import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";
import type { ColumnKind } from "@/lib/core/resource/description";
import { isDay, type Sort } from "@/lib/core/resource/query";

/** A place in a sorted list: the sort value and id of a row, and which way to read from it. */
export type Cursor = { sort: string; value: string; id: string; backwards: boolean };

const shape = z.tuple([z.string(), z.string(), z.guid(), z.boolean()]);

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.sort, cursor.value, cursor.id, cursor.backwards])).toString("base64url");

/** @throws invalid_input when it was not made by a list with this sort. */
export function decodeCursor(text: string, sort: Sort): Cursor {
  const parsed = shape.safeParse(parseOrNull(text));
  if (!parsed.success || parsed.data[0] !== sortName(sort) || !valueFits(sort.column.kind, parsed.data[1]))
    throw invalidInput([fault("cursor", "cursor")], "invalid_query");
  const [name, value, id, backwards] = parsed.data;
  return { sort: name, value, id, backwards };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

// The value goes into a typed comparison: what Postgres could not read must not reach it.
function valueFits(kind: ColumnKind, value: string): boolean {
  if (value.includes("\0")) return false;
  switch (kind) {
    case "time":
      return (
        /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(value) &&
        isDay(value.slice(0, 10))
      );
    case "integer":
    case "money":
      return /^-?\d{1,20}(\.\d{1,9})?$/.test(value);
    default:
      return true;
  }
}

export const sortName = (sort: Sort): string => `${sort.descending ? "-" : ""}${sort.key}`;

const casts: Partial<Record<ColumnKind, RawBuilder<unknown>>> = {
  time: sql`::timestamptz`,
  integer: sql`::numeric`,
  money: sql`::numeric`,
};

/** The sort value as text that `valueFits` accepts and Postgres reads back unchanged. */
export const sortText = (sort: Sort): RawBuilder<string> =>
  sort.column.kind === "time"
    ? sql<string>`to_char(${sort.from} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00'`
    : sql<string>`${sort.from}::text`;

/** Rows after the cursor in reading direction, as one row comparison that an index on (sort, id) answers. */
export function cursorCondition(cursor: Cursor, sort: Sort, id: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const downwards = sort.descending !== cursor.backwards;
  const value = sql`${cursor.value}${casts[sort.column.kind] ?? sql``}`;
  return downwards
    ? sql`(${sort.from}, ${id}) < (${value}, ${cursor.id}::uuid)`
    : sql`(${sort.from}, ${id}) > (${value}, ${cursor.id}::uuid)`;
}
