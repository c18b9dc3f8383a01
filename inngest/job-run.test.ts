import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { AppError, rateLimited, refused } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { databaseUrl } from "@/lib/core/testing/database";
import { inngest } from "./client";
import { type Harness, startHarness, until } from "./embedded/testing/harness";
import { cancelRun, engineHealth } from "./engine-client";
import { recordRunEnd } from "./functions/sre";
import { pruneJobRuns } from "./job-run-retention";

let harness: Harness;
let tries = 0;
let held: () => void = () => {};
const gate = new Promise<void>((resolve) => {
  held = resolve;
});

beforeAll(async () => {
  harness = await startHarness(
    databaseUrl,
    (client) => [
      recordRunEnd,
      client.createFunction({ id: "works", triggers: { event: "works" } }, async ({ step }) => {
        await step.run("a", () => 1);
        await step.run("b", () => 2);
      }),
      client.createFunction({ id: "stumbles", triggers: { event: "stumbles" } }, async ({ step }) => {
        await step.run("a", async () => {
          tries += 1;
          if (tries === 1) throw new TypeError("first try");
          await gate;
        });
      }),
      client.createFunction({ id: "is-refused", triggers: { event: "refused" } }, async ({ step }) => {
        await step.run("a", () => {
          tries += 1;
          throw refused("not_refundable", { number: "ORD1" });
        });
      }),
      client.createFunction({ id: "is-limited", triggers: { event: "limited" } }, async ({ attempt }) => {
        if (attempt === 0) throw rateLimited(1);
      }),
      client.createFunction(
        { id: "conflicts", triggers: { event: "conflicts" }, retries: 1 },
        async ({ attempt }) => {
          if (attempt === 0) throw new AppError("conflict", "stale");
        },
      ),
      client.createFunction({ id: "sleeps", triggers: { event: "sleeps" } }, async ({ step }) => {
        await step.sleep("long", "1h");
      }),
    ],
    { client: inngest },
  );
});

afterAll(() => harness?.stop());

interface Recorded {
  run_id: string;
  function_id: string;
  event_name: string;
  event_id: string;
  event_data: Record<string, unknown>;
  attempt: number;
  state: string;
  error_code: string | null;
  error_message: string | null;
  organization_id: string | null;
  started_at: Date;
  ended_at: Date | null;
}

async function recorded(eventId: string, state: string): Promise<Recorded> {
  let rows: Recorded[] = [];
  await until(async () => {
    rows = (await pool.query<Recorded>("select * from job_run where event_id = $1", [eventId])).rows;
    return rows[0]?.state === state;
  }, `the run of ${eventId} is ${state}`);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

async function send(name: string, data: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await inngest.send({ id, name, data });
  return id;
}

describe("the record of a run", () => {
  it("has what started it, whose it is and how it ended", async () => {
    const organizationId = newId();
    const id = await send("works", { organizationId, n: 7 });
    const run = await recorded(id, "completed");
    expect(run).toMatchObject({
      function_id: "works",
      event_name: "works",
      event_data: { organizationId, n: 7 },
      attempt: 0,
      organization_id: organizationId,
      error_code: null,
    });
    expect(run.ended_at!.getTime()).toBeGreaterThanOrEqual(run.started_at.getTime());
  });

  it("keeps the run of an event whose organization is none", async () => {
    const run = await recorded(await send("works", { organizationId: "not an id" }), "completed");
    expect(run.organization_id).toBeNull();
  });

  it("shows a retry under way with the error so far, and forgets the error when it works", async () => {
    tries = 0;
    const id = await send("stumbles");
    await until(async () => tries === 2, "the second try runs");
    expect(await recorded(id, "running")).toMatchObject({
      attempt: 1,
      error_code: "TypeError",
      error_message: "first try",
      ended_at: null,
    });
    held();
    expect(await recorded(id, "completed")).toMatchObject({ error_code: null, error_message: null });
  });

  it("records a refusal under its reason, without a retry and without a stack", async () => {
    tries = 0;
    const run = await recorded(await send("refused"), "failed");
    expect(run.error_code).toBe("not_refundable");
    expect(run.error_message).not.toMatch(/\n|\.ts/);
    expect(run.ended_at).not.toBeNull();
    expect(tries).toBe(1);
  });

  it("retries what may pass: a rate limit after its time, a conflict", async () => {
    const limited = await recorded(await send("limited"), "completed");
    expect(limited.ended_at!.getTime() - limited.started_at.getTime()).toBeGreaterThanOrEqual(1_000);
    expect((await recorded(await send("conflicts"), "completed")).attempt).toBe(1);
  });

  it("has nothing of a call without a valid signature", async () => {
    const url = new URL(harness.appUrl);
    url.search = "fnId=fairlead-works&stepId=step";
    const runId = newId();
    const body = JSON.stringify({
      version: 2,
      event: { name: "works", data: {} },
      steps: {},
      ctx: { run_id: runId },
    });
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(401);
    expect((await pool.query("select 1 from job_run where run_id = $1", [runId])).rowCount).toBe(0);
  });
});

describe("the record as a whole", () => {
  it("forgets schedules that worked after two days and everything after ninety", async () => {
    const add = (name: string, event: string, state: string, days: number | null) =>
      pool.query(
        `insert into job_run (id, run_id, function_id, event_name, state, started_at, ended_at, updated_at)
         values (gen_random_uuid(), $1, 'old', $2, $3::job_run_state, now() - interval '100 days',
                 now() - $4 * interval '1 day', now())`,
        [name, event, state, days],
      );
    await add("schedule that worked", "inngest/scheduled.timer", "completed", 3);
    await add("recent schedule", "inngest/scheduled.timer", "completed", 1);
    await add("schedule that failed", "inngest/scheduled.timer", "failed", 3);
    await add("ordinary", "works", "completed", 80);
    await add("ancient", "works", "failed", 91);
    await add("still asleep", "works", "queued", null);
    expect(await pruneJobRuns(pool)).toBe(2);
    const { rows } = await pool.query("select run_id from job_run where function_id = 'old' order by run_id");
    expect(rows.map((row) => row.run_id)).toEqual([
      "ordinary",
      "recent schedule",
      "schedule that failed",
      "still asleep",
    ]);
  });
});

describe("what the console can do", () => {
  it("cancels a run, once", async () => {
    const run = await recorded(await send("sleeps"), "queued");
    expect(await cancelRun(run.run_id)).toBe(true);
    expect(await recorded(run.event_id, "canceled")).toMatchObject({ error_code: "Canceled" });
    expect(await cancelRun(run.run_id)).toBe(false);
  });

  it("tells whether the engine is there", async () => {
    expect(await engineHealth()).toMatchObject({ up: true });
    inngest.setEnvVars({ INNGEST_BASE_URL: "http://127.0.0.1:9" });
    try {
      expect(await engineHealth()).toMatchObject({ up: false });
      await expect(cancelRun(newId())).rejects.toMatchObject({ status: 503 });
    } finally {
      inngest.setEnvVars({ INNGEST_BASE_URL: harness.engineUrl });
    }
  });
});
