import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { databaseUrl } from "@/lib/core/testing/database";
import { testClient, until } from "./testing/harness";
import { type Installation, install } from "./testing/processes";

/**
 * Processes are killed for real in the middle of a run of three steps. What each step did is counted in the database: a
 * step says that it began and, when it is done, that it is done. Done must be there once, whatever was killed.
 */
let place: Installation;

beforeAll(async () => {
  await pool.query(
    "create table crash_effect (tag text, what text, at timestamptz default clock_timestamp())",
  );
  place = await install(databaseUrl, "inngest/embedded/testing/crash-app.ts");
  place.app.start();
  place.engine.start();
  await place.ready();
});

afterAll(async () => {
  await place?.engine.end("SIGKILL");
  await place?.app.end("SIGKILL");
});

async function begin(tag: string): Promise<void> {
  await testClient(place.engineUrl).send({ name: "test/crash", data: { tag } });
  await until(async () => (await effects(tag)).includes("two began"), "the second step is under way");
}

async function effects(tag: string): Promise<string[]> {
  const { rows } = await pool.query<{ what: string }>(
    "select what from crash_effect where tag = $1 order by at",
    [tag],
  );
  return rows.map((row) => row.what);
}

async function finished(tag: string): Promise<string[]> {
  const over = "select 1 from job_run where event_data->>'tag' = $1 and state = 'completed'";
  await until(
    async () => (await pool.query(over, [tag])).rowCount === 1,
    `the run of ${tag} is over`,
    40_000,
  );
  return effects(tag);
}

const ONCE_EACH = ["one began", "one done", "two began", "two done", "three began", "three done"];

it("runs straight through when nothing happens", async () => {
  await begin("calm");
  expect(await finished("calm")).toEqual(ONCE_EACH);
});

it("survives SIGKILL of the engine while a step runs, and joins the step when it is back in time", async () => {
  await begin("engine");
  await place.engine.end("SIGKILL");
  place.engine.start();
  expect(await finished("engine")).toEqual(ONCE_EACH);
});

it("does not repeat a step that finished while the engine was dead", async () => {
  await begin("engine-late");
  await place.engine.end("SIGKILL");
  await until(async () => (await effects("engine-late")).includes("two done"), "the step is done");
  place.engine.start();
  expect(await finished("engine-late")).toEqual(ONCE_EACH);
});

it("does not repeat it either when the app died before the engine came back", async () => {
  await begin("both-late");
  await place.engine.end("SIGKILL");
  await until(
    async () =>
      (
        await pool.query(
          "select 1 from job_step join job_run using (run_id) where event_data->>'tag' = 'both-late'",
        )
      ).rowCount === 2,
    "the receipt is kept",
  );
  await place.app.end("SIGKILL");
  place.app.start();
  place.engine.start();
  expect(await finished("both-late")).toEqual(ONCE_EACH);
}, 60_000);

it("repeats only the interrupted step after SIGKILL of the app", async () => {
  await begin("app");
  await place.app.end("SIGKILL");
  place.app.start();
  const interrupted = [...ONCE_EACH.slice(0, 3), ...ONCE_EACH.slice(2)];
  expect(await finished("app")).toEqual(interrupted);
}, 60_000);

it("goes on after every database connection was cut", async () => {
  await begin("database");
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'fairlead-engine%'",
  );
  expect(await finished("database")).toEqual(ONCE_EACH);
});

it("finishes the call under way on SIGTERM and leaves no claim behind", async () => {
  await begin("graceful");
  expect(await place.engine.end("SIGTERM")).toBe(0);
  expect((await pool.query("select 1 from pgboss.job where state = 'active'")).rowCount).toBe(0);
  expect(await effects("graceful")).toEqual(ONCE_EACH.slice(0, 4));
  place.engine.start();
  expect(await finished("graceful")).toEqual(ONCE_EACH);
});

it("leaves no receipts when runs are over", async () => {
  expect((await pool.query("select 1 from job_step")).rowCount).toBe(0);
});
