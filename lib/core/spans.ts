import { type RawBuilder, sql } from "kysely";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

export type Unit = "day" | "week" | "month";
export type Span = Unit | "year";

/** A moment as ISO 8601 in UTC. */
export const isoText = (moment: RawBuilder<unknown>) =>
  sql<string>`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/**
 * Where the newest spans begin, oldest first; the last one is under way.
 * @param timeZone where a day begins.
 * @returns ISO 8601 in UTC.
 */
export async function startsOf(unit: Span, spans: number, timeZone: string): Promise<string[]> {
  const present = sql`date_trunc(${unit}, ${now()}::timestamptz, ${timeZone})`;
  const { rows } = await sql<{ start: string }>`
    select ${isoText(sql`start`)} as start
    from generate_series(
      date_add(${present}, ${`-${spans - 1} ${unit}`}::interval, ${timeZone}),
      ${present}, ${`1 ${unit}`}::interval, ${timeZone}
    ) as start
    order by start`.execute(kysely);
  return rows.map((row) => row.start);
}
