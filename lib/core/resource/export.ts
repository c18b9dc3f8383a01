import { type RawBuilder, sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { demand } from "@/lib/core/caller";
import { formulaStarts } from "@/lib/core/csv/write";
import type { Translate } from "@/lib/core/i18n/translate";
import { type Column, expression, type Resource } from "@/lib/core/resource";
import { columnLabel } from "@/lib/core/resource/describe";
import type { ListQuery } from "@/lib/core/resource/description";
import { filtered } from "@/lib/core/resource/list";
import { withLiterals } from "@/lib/core/resource/literals";
import { checkListQuery, columnsOf, sortOf } from "@/lib/core/resource/query";

const dangerous = sql.join(formulaStarts.map((start) => sql.lit(start.codePointAt(0)!)));

/** The same rule as `defused`, in SQL: `ascii` is the code point of the first character. */
const defusedText = (text: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ascii(${text}) in (${dangerous}) then '''' || ${text} else ${text} end`;

/** A column's cells; money has two. */
function cells(column: Column): RawBuilder<unknown>[] {
  const from = expression(column.from);
  switch (column.kind) {
    case "integer":
      return [from];
    case "id":
    case "enum":
    case "boolean":
      return [sql`(${from})::text`];
    case "time":
      return [sql`to_char(${from} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`];
    case "money":
      return [
        sql`trim_scale(${from})`,
        sql`case when ${from} is not null then ${expression(column.currency!)}::text end`,
      ];
    case "tags":
      return [defusedText(sql`array_to_string(${from}, ', ')`)];
    case "text":
    case "code":
    case "json":
      return [defusedText(sql`(${from})::text`)];
  }
}

/**
 * The statement that writes a list as CSV, with the rows, order and columns the same query shows on the page. Codes of
 * enumerations stay codes, times are ISO 8601 in UTC, money is amount and currency, the last cell of each line is the export's
 * id; text a spreadsheet would run is defused.
 * @throws forbidden (reading or exporting), not_found, invalid_input.
 */
export function copyStatement(
  resource: Resource,
  query: ListQuery,
  caller: Caller,
  { exportId }: { exportId: string },
): string {
  if (resource.exportPermission !== null) demand(caller, resource.exportPermission);
  checkListQuery(resource, query);
  const sort = sortOf(resource, query);
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const selected = columnsOf(resource, query).flatMap((key) => cells(resource.columns[key]!));
  const rows = filtered(resource, query, caller)
    .select([...selected.map((cell, index) => cell.as(`c${index}`)), sql`${exportId}::text`.as("export")])
    .orderBy(sql`${sort.from} ${direction}`)
    .orderBy(sql`${sql.ref(resource.idFrom)} ${direction}`);
  return `copy (${withLiterals(rows)}) to stdout (format csv, encoding 'UTF8')`;
}

/**
 * The first line's cells in the reader's language, in the order of `copyStatement`.
 * @param labels of the columns no resource declares.
 */
export function exportHeader(
  resource: Resource,
  query: ListQuery,
  t: Translate,
  labels: { currencyOf(column: string): string; exportId: string },
): string[] {
  const headings = columnsOf(resource, query).flatMap((key) => {
    const label = columnLabel(resource, key, t);
    const { kind, minutes } = resource.columns[key]!;
    // A file holds the bare number, which says nothing of its unit.
    if (minutes) return [`${label} (min)`];
    return kind === "money" ? [label, labels.currencyOf(label)] : [label];
  });
  return [...headings, labels.exportId];
}
