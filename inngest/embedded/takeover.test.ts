import pino from "pino";
import { afterEach, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { databaseUrl } from "@/lib/core/testing/database";
import { freePort } from "@/scripts/ports";
import { Engine } from "./engine";
import { forgetExpired } from "./retention";
import { EVENT_KEY, type Harness, SIGNING_KEY, startHarness, until } from "./testing/harness";

let harness: Harness | undefined;
afterEach(() => harness?.stop());

it("lets a second engine wait until the first is gone, then go on with its runs", async () => {
  harness = await startHarness(databaseUrl, (client) => [
    client.createFunction({ id: "sleeper", triggers: { event: "sleep" } }, async ({ step }) => {
      await step.sleep("nap", "2s");
      return "awake";
    }),
  ]);
  const port = await freePort();
  const health = () => fetch(`http://127.0.0.1:${port}/health`);
  const second = new Engine({
    databaseUrl,
    appUrl: harness.appUrl,
    port,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    log: pino({ level: "silent" }),
  });
  await second.start();
  try {
    await harness.client.send({ name: "sleep", data: {} });
    const asleep = "select 1 from engine.step where outcome is null";
    await until(async () => (await pool.query(asleep)).rowCount === 1, "it sleeps");
    const waiting = await health();
    expect(waiting.status).toBe(503);
    expect(await waiting.json()).toMatchObject({ message: expect.stringMatching(/another one is at work/) });
    const refusedEvent = await fetch(`http://127.0.0.1:${port}/e/${EVENT_KEY}`, {
      method: "POST",
      body: '[{"name":"sleep"}]',
    });
    expect(refusedEvent.status).toBe(503);
    await harness.engine.stop();
    await until(async () => (await health()).ok, "the second engine took over");
    expect((await harness.runs("sleeper"))[0]).toMatchObject({ state: "completed", output: "awake" });
  } finally {
    await second.stop();
  }
});

it("forgets what ended a week ago, and nothing else", async () => {
  await pool.query(`
    insert into engine.event (id, name, payload, received_at) values
      ('old', 'x', '{}', now() - interval '8 days'), ('new', 'x', '{}', now() - interval '2 days');
    insert into engine.run (id, function_id, event, ended_at, created_at) values
      (gen_random_uuid(), 'old', '{}', now() - interval '8 days', now() - interval '9 days'),
      (gen_random_uuid(), 'new', '{}', now() - interval '2 days', now() - interval '9 days'),
      (gen_random_uuid(), 'still asleep', '{}', null, now() - interval '90 days')`);
  await forgetExpired(pool);
  const events = await pool.query("select id from engine.event where name = 'x'");
  expect(events.rows).toEqual([{ id: "new" }]);
  const runs = await pool.query("select function_id from engine.run where event = '{}' order by 1");
  expect(runs.rows.map((row) => row.function_id)).toEqual(["new", "still asleep"]);
});
