import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { after, hours, now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";

const day = hours(24);

/** How an event can have ended, as the monitor draws it. */
export const eventStates = ["handled", "ignored", "received", "failed", "refused"] as const;
export type EventState = (typeof eventStates)[number];

export type Monitor = {
  /** Of the last 24 hours. */
  states: Record<EventState, number>;
  signatures: { valid: number; invalid: number };
  /** Every hour of the last 24, the present one last; `at` is ISO 8601 in UTC. */
  byHour: ({ at: string } & Record<EventState, number>)[];
  /** All that waits, however old. */
  backlog: { count: number; oldest: Date | null };
  /** By type: failed, or tried without success so far, in the last 24 hours; the most first. */
  failures: {
    type: string;
    state: "failed" | "received";
    count: number;
    lastError: string | null;
    newest: Date;
  }[];
};

/**
 * What a person on duty asks first of webhooks (control-tower 4.1, 7): are they believed, handled, or piling up?
 * @throws forbidden; not_found for who does not work with the whole platform.
 */
export async function webhookMonitor(caller: Caller): Promise<Monitor> {
  demand(caller, "commerce.payment-events.read");
  if (caller.scope.kind !== "all") throw notFound();
  const since = after(now(), -day);
  const hour = sql<Date>`date_trunc('hour', received_at, 'UTC')`;
  const [rows, backlog, failures] = await Promise.all([
    kysely
      .selectFrom("payment_event")
      .select([
        hour.as("hour"),
        "state",
        "signature_state as signature",
        sql<number>`count(*)::int`.as("count"),
      ])
      .where("received_at", ">=", since)
      .groupBy([hour, "state", "signature_state"])
      .execute(),
    kysely
      .selectFrom("payment_event")
      .select([sql<number>`count(*)::int`.as("count"), sql<Date | null>`min(received_at)`.as("oldest")])
      .where("state", "=", "received")
      .executeTakeFirstOrThrow(),
    kysely
      .selectFrom("payment_event")
      .select([
        "type",
        "state",
        sql<number>`count(*)::int`.as("count"),
        sql<string | null>`(array_agg(error order by received_at desc))[1]`.as("lastError"),
        sql<Date>`max(received_at)`.as("newest"),
      ])
      .where("received_at", ">=", since)
      .where("state", "in", ["failed", "received"])
      .where("error", "is not", null)
      .groupBy(["type", "state"])
      .orderBy("count", "desc")
      .orderBy("type")
      .limit(20)
      .execute(),
  ]);
  const states = zeros();
  const signatures = { valid: 0, invalid: 0 };
  const byHour = lastHours();
  for (const row of rows) {
    states[row.state] += row.count;
    signatures[row.signature] += row.count;
    const point = byHour.find(({ at }) => at === new Date(row.hour).toISOString());
    if (point) point[row.state] += row.count;
  }
  return { states, signatures, byHour, backlog, failures: failures as Monitor["failures"] };
}

const zeros = (): Record<EventState, number> => ({
  handled: 0,
  ignored: 0,
  received: 0,
  failed: 0,
  refused: 0,
});

function lastHours(): Monitor["byHour"] {
  const present = Math.floor(now().getTime() / hours(1)) * hours(1);
  return Array.from({ length: 24 }, (_, index) => ({
    at: new Date(present - (23 - index) * hours(1)).toISOString(),
    ...zeros(),
  }));
}
