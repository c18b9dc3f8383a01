import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { databaseUrl } from "@/lib/core/testing/database";
import { freePort } from "@/scripts/ports";
import { inngest } from "./client";
import { type Harness, startHarness, until } from "./embedded/testing/harness";
import { relayBatch, startRelay } from "./relay";

let harness: Harness;

beforeAll(async () => {
  // The relay introduces the app it runs in, at the address the environment says.
  const appPort = await freePort();
  process.env.PORT = String(appPort);
  harness = await startHarness(
    databaseUrl,
    (client) => [
      client.createFunction({ id: "listener", triggers: { event: "thing/happened" } }, async () => {}),
    ],
    { client: inngest, appPort },
  );
});

afterAll(() => harness?.stop());

beforeEach(() => pool.query("delete from outbox_event"));

/** Cut, not rounded: kept in milliseconds, a moment of now may lie half a one ahead. */
const due = "date_trunc('milliseconds', now())";

async function put(payload: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await pool.query(
    `insert into outbox_event (id, name, payload, created_at, next_attempt_at)
     values ($1, 'thing/happened', $2, now(), ${due})`,
    [id, JSON.stringify(payload)],
  );
  return id;
}

async function row(id: string) {
  const { rows } = await pool.query<{
    sent: boolean;
    attempts: number;
    lastError: string | null;
    waits: number;
  }>(
    `select sent_at is not null as sent, attempts, last_error as "lastError",
            extract(epoch from next_attempt_at - now())::float as waits
     from outbox_event where id = $1`,
    [id],
  );
  return rows[0]!;
}

const runsOf = async (id: string) =>
  (await harness.pool.query("select 1 from engine.run where event->>'id' = $1", [id])).rowCount;

it("hands events over under their own ids and marks them sent", async () => {
  const ids = [await put({ n: 1 }), await put({ n: 2 })];
  expect(await relayBatch()).toBe(2);
  for (const id of ids) {
    expect(await row(id)).toMatchObject({ sent: true, attempts: 1, lastError: null });
    expect(await runsOf(id)).toBe(1);
  }
  expect(await relayBatch()).toBe(0);
});

it("causes one run when it died between sending and marking", async () => {
  const id = await put();
  await relayBatch();
  await pool.query("update outbox_event set sent_at = null, next_attempt_at = now() - interval '1 second'");
  expect(await relayBatch()).toBe(1);
  expect(await row(id)).toMatchObject({ sent: true, attempts: 2 });
  expect(await runsOf(id)).toBe(1);
});

it("leaves alone what another relay has claimed", async () => {
  const id = await put();
  await pool.query("update outbox_event set attempts = 1, next_attempt_at = now() + interval '30 seconds'");
  expect(await relayBatch()).toBe(0);
  expect(await row(id)).toMatchObject({ sent: false });
});

it("two relays at once send each event once", async () => {
  for (let n = 0; n < 150; n++) await put({ n });
  const taken = await Promise.all([relayBatch(), relayBatch()]);
  expect(taken[0]! + taken[1]!).toBe(150);
  const { rows } = await pool.query(
    "select distinct attempts, sent_at is not null as sent from outbox_event",
  );
  expect(rows).toEqual([{ attempts: 1, sent: true }]);
});

it("keeps an event the engine refuses from holding up the others", async () => {
  const good = await put({ n: 1 });
  const bad = newId();
  await pool.query(
    `insert into outbox_event (id, name, payload, created_at, next_attempt_at) values ($1, '', '{}', now(), ${due})`,
    [bad],
  );
  const alsoGood = await put({ n: 2 });
  await relayBatch();
  expect(await row(good)).toMatchObject({ sent: true });
  expect(await row(alsoGood)).toMatchObject({ sent: true });
  const refused = await row(bad);
  expect(refused).toMatchObject({ sent: false, attempts: 1 });
  expect(refused.lastError).toMatch(/400/);
});

it("waits longer each time the engine is away, and delivers when it is back", async () => {
  const id = await put();
  inngest.setEnvVars({ INNGEST_BASE_URL: "http://127.0.0.1:9" });
  try {
    await relayBatch();
    const first = await row(id);
    expect(first).toMatchObject({ sent: false, attempts: 1 });
    expect(first.lastError).toBeTruthy();
    await pool.query("update outbox_event set attempts = 5, next_attempt_at = now() - interval '1 second'");
    await relayBatch();
    expect((await row(id)).waits).toBeGreaterThan(first.waits + 20);
  } finally {
    inngest.setEnvVars({ INNGEST_BASE_URL: harness.engineUrl });
  }
  await pool.query("update outbox_event set next_attempt_at = now() - interval '1 second'");
  await relayBatch();
  expect(await row(id)).toMatchObject({ sent: true, lastError: null });
});

it("hears of an event at once, also after its connections were cut, and stops when told", async () => {
  const relay = startRelay();
  try {
    const warm = await put();
    await until(async () => (await row(warm)).sent, "the relay is at work");
    for (let round = 0; round < 3; round++) {
      const begun = performance.now();
      const id = await put({ round });
      await until(async () => (await row(id)).sent, "the event is sent");
      expect(performance.now() - begun).toBeLessThan(1_000);
    }
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'fairlead%' and pid <> pg_backend_pid()`,
    );
    await until(async () => (await pool.query("select 1")).rowCount === 1, "the database answers");
    const after = await put();
    await until(async () => (await row(after)).sent, "the event after the cut is sent");
  } finally {
    await relay.stop();
  }
  const late = await put();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await row(late)).sent).toBe(false);
});
