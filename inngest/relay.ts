import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { pool } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { inngest } from "./client";
import { introduce } from "./introduce";

const BATCH = 100;
const POLL_MS = 2_000;
/** Longer than a send can take with the SDK's own retries: after it, a relay that died gives its claim up. */
const LEASE_S = 60;
const RECONNECT_MS = 1_000;

interface OutboxRow {
  id: string;
  name: string;
  payload: Record<string, unknown>;
  createdAt: Date;
  attempts: number;
}

export interface Relay {
  /** Stops taking events; the batch under way is finished. */
  stop(): Promise<void>;
}

/**
 * Hands events of the outbox to Inngest until stopped, as soon as Postgres says there are some and every two seconds.
 * Delivery is at least once, with the outbox id as the event's id, which is what makes the effects happen once. Any
 * number of relays may run; each event is claimed by one of them, and no transaction is open while it is sent.
 */
export function startRelay(): Relay {
  const stopping = new AbortController();
  const bell = new Bell();
  const listener = listen(bell, stopping.signal);
  const worker = relay(bell, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      bell.ring();
      await Promise.all([listener, worker]);
    },
  };
}

async function relay(bell: Bell, stopping: AbortSignal): Promise<void> {
  await introduce(stopping);
  while (!stopping.aborted) {
    const heard = bell.next(POLL_MS);
    const taken = await relayBatch().catch((error: Error) => {
      log().warn({ err: error }, "the outbox could not be relayed");
      return 0;
    });
    if (taken < BATCH) await heard;
  }
}

/**
 * Relays one batch.
 * @returns how many events were claimed.
 */
export async function relayBatch(): Promise<number> {
  const rows = await claim();
  if (rows.length > 0) await deliver(rows);
  return rows.length;
}

async function claim(): Promise<OutboxRow[]> {
  const { rows } = await pool.query<OutboxRow>(
    `with due as (
       select id from outbox_event
       where sent_at is null and next_attempt_at <= now()
       order by next_attempt_at, id limit ${BATCH} for update skip locked
     )
     update outbox_event event
     set next_attempt_at = now() + interval '${LEASE_S} seconds', attempts = event.attempts + 1
     from due where event.id = due.id
     returning event.id, event.name, event.payload, event.created_at as "createdAt", event.attempts`,
  );
  return rows.sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function deliver(rows: OutboxRow[]): Promise<void> {
  try {
    await inngest.send(
      rows.map((row) => ({ id: row.id, name: row.name, data: row.payload, ts: row.createdAt.getTime() })),
    );
  } catch (error) {
    const { message } = error as Error;
    // One event that is refused must not hold up the others of its batch.
    if (rows.length > 1 && / 4\d\d /.test(message)) {
      for (const row of rows) await deliver([row]);
    } else {
      await postpone(rows, message);
    }
    return;
  }
  await pool.query("update outbox_event set sent_at = now(), last_error = null where id = any($1)", [
    rows.map((row) => row.id),
  ]);
}

/** 1 s, 2 s, 4 s, … at most five minutes: an engine that is back gets its events soon. */
async function postpone(rows: OutboxRow[], reason: string): Promise<void> {
  log().warn({ events: rows.length, reason }, "events could not be handed to the engine");
  await pool.query(
    `update outbox_event
     set next_attempt_at = now() + least(300, power(2, least(attempts, 10) - 1)) * interval '1 second',
         last_error = $2
     where id = any($1) and sent_at is null`,
    [rows.map((row) => row.id), reason.slice(0, 1_000)],
  );
}

/** Wakes one sleeper; a ring nobody waits for is kept for the next. */
class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Resolves at the next ring, or after so many milliseconds. */
  async next(ms: number): Promise<void> {
    if (!this.rung) {
      const woken = new AbortController();
      this.wake = () => woken.abort();
      await setTimeout(ms, undefined, { signal: woken.signal }).catch(() => {});
      this.wake = undefined;
    }
    this.rung = false;
  }
}

/** Rings the bell at each notification, and keeps listening across restarts of the database. */
async function listen(bell: Bell, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "fairlead-relay",
    });
    const ended = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
      stopping.addEventListener("abort", () => resolve(), { once: true });
    });
    client.on("notification", () => bell.ring());
    try {
      await client.connect();
      await client.query("listen outbox");
      bell.ring();
      await ended;
    } catch (error) {
      log().debug({ err: error }, "cannot listen to the outbox, polling");
    }
    await client.end().catch(() => {});
    if (!stopping.aborted) await setTimeout(RECONNECT_MS, undefined, { signal: stopping }).catch(() => {});
  }
}
