import { type RawBuilder, sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { filtered } from "@/lib/core/resource/list";
import { isoText, startsOf } from "@/lib/core/spans";
import type { TicketType } from "@/lib/support/sla-policies/fields";
import { resolveOutcome, responseOutcome } from "@/lib/support/support-tickets/outcomes";
import { supportTickets } from "@/lib/support/support-tickets/resource";

/** How many tickets were answered and resolved in time and how many late, and what their customers said of it. */
export type Figures = {
  tickets: number;
  response: { met: number; missed: number };
  resolve: { met: number; missed: number };
  /** How many were rated, and the mean of their overall ratings from 1 to 5; null when none was. */
  rated: number;
  rating: number | null;
};

export type WeekFigures = Figures & {
  /** When the week begins and the next one does; ISO 8601 in UTC. */
  from: string;
  until: string;
};

export type SupportOverview = {
  weeks: WeekFigures[];
  types: (Figures & { type: TicketType })[];
  all: Figures;
};

type Row = {
  key: string | null;
  tickets: number;
  responseMet: number;
  responseMissed: number;
  resolveMet: number;
  resolveMissed: number;
  rated: number;
  stars: number;
};

/**
 * Service levels and satisfaction (admin-prd 13 and 15) of the tickets the caller sees, by the week they were opened in and by
 * their type.
 * @param weeks how many weeks, the last one under way.
 * @param timeZone where a week begins, on a Monday.
 * @throws forbidden.
 */
export async function supportOverview(
  { weeks, timeZone }: { weeks: number; timeZone: string },
  caller: Caller,
): Promise<SupportOverview> {
  const starts = await startsOf("week", weeks, timeZone);
  const first = starts[0]!;
  const week = isoText(sql`date_trunc('week', support_ticket.created_at, ${sql.lit(timeZone)})`);
  const [byWeek, byType, [all]] = await Promise.all([
    figuresBy(week, first, caller),
    figuresBy(sql`support_ticket.type::text`, first, caller),
    figuresBy(sql`null::text`, first, caller),
  ]);
  const weekOf = new Map(byWeek.map((row) => [row.key, row]));
  return {
    weeks: starts.map((from, index) => ({
      from,
      until: starts[index + 1] ?? endOf(from),
      ...figuresOf(weekOf.get(from)),
    })),
    types: byType
      .map((row) => ({ type: row.key as TicketType, ...figuresOf(row) }))
      .sort((one, other) => other.tickets - one.tickets),
    all: figuresOf(all),
  };
}

const endOf = (from: string): string => new Date(new Date(from).getTime() + 7 * 86_400_000).toISOString();

async function figuresBy(key: RawBuilder<unknown>, since: string, caller: Caller): Promise<Row[]> {
  const count = (condition: RawBuilder<unknown>) => sql<number>`count(*) filter (where ${condition})::int`;
  return (await filtered(supportTickets, { filters: {} }, caller)
    .select([
      sql<string | null>`${key}`.as("key"),
      sql<number>`count(*)::int`.as("tickets"),
      count(sql`${responseOutcome} = 'met'`).as("responseMet"),
      count(sql`${responseOutcome} = 'missed'`).as("responseMissed"),
      count(sql`${resolveOutcome} = 'met'`).as("resolveMet"),
      count(sql`${resolveOutcome} = 'missed'`).as("resolveMissed"),
      count(sql`support_ticket.rating_overall is not null`).as("rated"),
      sql<number>`coalesce(sum(support_ticket.rating_overall), 0)::int`.as("stars"),
    ])
    .where(sql<boolean>`support_ticket.created_at >= ${since}::timestamptz`)
    // What was merged lives on in another ticket and would count twice.
    .where(sql<boolean>`support_ticket.state <> 'merged'`)
    .groupBy(sql`1`)
    .execute()) as Row[];
}

const figuresOf = (row: Row | undefined): Figures => ({
  tickets: row?.tickets ?? 0,
  response: { met: row?.responseMet ?? 0, missed: row?.responseMissed ?? 0 },
  resolve: { met: row?.resolveMet ?? 0, missed: row?.resolveMissed ?? 0 },
  rated: row?.rated ?? 0,
  rating: row && row.rated > 0 ? row.stars / row.rated : null,
});
