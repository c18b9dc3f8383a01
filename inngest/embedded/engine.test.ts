import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { bearerToken, signBody } from "./signatures";
import { EVENT_KEY, type Harness, SIGNING_KEY, startHarness, until } from "./testing/harness";

/** Every time a step's body runs it says so here: the side effects the engine must not repeat. */
const effects: string[] = [];
const did = (what: string) => effects.filter((effect) => effect === what).length;

type FailureArgs = { error: Error; event: { data: { event: { data: { tag: string } } } } };

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness(databaseUrl, (client) => [
    client.createFunction({ id: "three-steps", triggers: { event: "three" } }, async ({ event, step }) => {
      const a = await step.run("a", () => effects.push(`a:${event.data.tag}`) && { n: 1 });
      const b = await step.run("b", () => effects.push(`b:${event.data.tag}`) && { n: a.n + 1 });
      return step.run("c", () => effects.push(`c:${event.data.tag}`) && { n: b.n + 1 });
    }),
    client.createFunction({ id: "flaky", triggers: { event: "flaky" } }, async ({ step, attempt }) => {
      await step.run("once", () => effects.push("flaky:once"));
      return step.run("third-time", () => {
        effects.push(`flaky:try`);
        if (did("flaky:try") < 3) throw new Error("not yet");
        return attempt;
      });
    }),
    client.createFunction(
      {
        id: "hopeless",
        triggers: { event: "hopeless" },
        retries: 1,
        onFailure: async ({ error, event }: FailureArgs) => {
          effects.push(`failure:${error.message}:${event.data.event.data.tag}`);
        },
      },
      async ({ step }) => {
        await step.run("always", () => {
          effects.push("hopeless:try");
          throw new Error("never");
        });
      },
    ),
    client.createFunction({ id: "final", triggers: { event: "final" } }, async ({ step }) => {
      await step.run("no", () => {
        effects.push("final:try");
        throw new NonRetriableError("no means no");
      });
    }),
    client.createFunction({ id: "later", triggers: { event: "later" }, retries: 1 }, async ({ step }) => {
      await step.run("after", () => {
        effects.push("later:try");
        if (did("later:try") === 1) throw new RetryAfterError("wait", 1_000);
      });
    }),
    client.createFunction({ id: "catches", triggers: { event: "catches" }, retries: 0 }, async ({ step }) => {
      try {
        await step.run("breaks", () => {
          throw new Error("broken");
        });
      } catch (error) {
        return `caught ${(error as Error).message}`;
      }
    }),
    client.createFunction({ id: "parallel", triggers: { event: "parallel" } }, async ({ step }) => {
      const [x, y] = await Promise.all([
        step.run("x", () => effects.push("parallel:x") && 20),
        step.run("y", () => effects.push("parallel:y") && 22),
        step.sleep("nap", "1s"),
      ]);
      return step.run("sum", () => effects.push("parallel:sum") && x + y);
    }),
    client.createFunction({ id: "racing", triggers: { event: "racing" } }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([
          step.run("fast", () => effects.push("race:fast") && "fast"),
          step.sleep("slow", "3s").then(() => "slow"),
        ]),
      );
      return step.run("after", () => effects.push("race:after") && winner);
    }),
    client.createFunction({ id: "waits", triggers: { event: "waits" } }, async ({ step }) => {
      const found = await step.waitForEvent("answer", {
        event: "answer",
        match: "data.ticket",
        timeout: "1m",
      });
      return found?.data.text;
    }),
    client.createFunction({ id: "waits-in-vain", triggers: { event: "vain" } }, async ({ step }) => {
      return (await step.waitForEvent("nothing", { event: "nothing", timeout: "1s" })) === null;
    }),
    client.createFunction({ id: "child", triggers: { event: "child" }, retries: 0 }, async ({ event }) => {
      if (event.data.fail) throw new Error("the child failed");
      return { doubled: event.data.n * 2 };
    }),
    client.createFunction(
      { id: "parent", triggers: { event: "parent" }, retries: 0 },
      async ({ event, step }) => {
        const { referenceFunction } = await import("inngest");
        return step.invoke("call", {
          function: referenceFunction({ functionId: "child" }),
          data: event.data,
        });
      },
    ),
    client.createFunction(
      {
        id: "one-at-a-time",
        triggers: { event: "wallet" },
        concurrency: { limit: 1, key: "event.data.wallet" },
      },
      async ({ event, step }) => {
        await step.run("move", async () => {
          effects.push(`in:${event.data.wallet}`);
          await new Promise((resolve) => setTimeout(resolve, 60));
          effects.push(`out:${event.data.wallet}`);
        });
      },
    ),
    client.createFunction(
      { id: "cancelable", triggers: { event: "long" }, cancelOn: [{ event: "stop", match: "data.id" }] },
      async ({ step }) => {
        await step.sleep("long", "1h");
        await step.run("never", () => effects.push("cancelable:ran"));
      },
    ),
    client.createFunction(
      { id: "hears-cancel", triggers: { event: "inngest/function.cancelled" } },
      async ({ event }) => {
        effects.push(`canceled:${event.data.function_id}:${event.data.event.data.id}`);
      },
    ),
    client.createFunction({ id: "sends", triggers: { event: "sends" } }, async ({ step }) => {
      await step.sendEvent("on", { name: "three", data: { tag: "sent" } });
    }),
    client.createFunction(
      { id: "idempotent", triggers: { event: "order" }, idempotency: "event.data.order" },
      async () => {},
    ),
    client.createFunction(
      {
        id: "limited",
        triggers: { event: "burst" },
        rateLimit: { limit: 2, period: "1h", key: "event.data.k" },
      },
      async () => {},
    ),
    client.createFunction(
      { id: "debounced", triggers: { event: "typing" }, debounce: { period: "1s", key: "event.data.k" } },
      async ({ event }) => event.data.n,
    ),
    client.createFunction(
      { id: "single", triggers: { event: "single" }, singleton: { mode: "skip" } },
      async ({ step }) => {
        await step.sleep("while", "1s");
      },
    ),
    client.createFunction(
      { id: "paced", triggers: { event: "paced" }, throttle: { limit: 1, period: "1s" } },
      async () => {},
    ),
    client.createFunction(
      { id: "filtered", triggers: { event: "filtered", if: "event.data.n > 10" } },
      async ({ event }) => event.data.n,
    ),
    client.createFunction({ id: "clock", triggers: { cron: "* * * * * *" } }, async ({ event }) => {
      effects.push(`clock:${event.id}`);
    }),
    client.createFunction(
      { id: "batched", triggers: { event: "batched" }, batchEvents: { maxSize: 5, timeout: "1s" } },
      async () => {},
    ),
  ]);
});

afterAll(() => harness?.stop());

const send = (name: string, data: Record<string, unknown> = {}, id?: string) =>
  harness.client.send({ name, data, id });

describe("the engine", { concurrent: true }, () => {
  it("runs each step once and hands results on", async () => {
    await send("three", { tag: "plain" });
    const [run] = await harness.runs("three-steps");
    expect(run).toMatchObject({ state: "completed", output: { n: 3 } });
    expect([did("a:plain"), did("b:plain"), did("c:plain")]).toEqual([1, 1, 1]);
  });

  it("retries a failing step with the attempt counted, and leaves completed ones alone", async () => {
    await send("flaky");
    const [run] = await harness.runs("flaky");
    expect(run).toMatchObject({ state: "completed", output: 2 });
    expect([did("flaky:once"), did("flaky:try")]).toEqual([1, 3]);
  });

  it("gives up after the last attempt and tells the failure handler", async () => {
    await send("hopeless", { tag: "t1" });
    const [run] = await harness.runs("hopeless");
    expect(run).toMatchObject({ state: "failed", error: { message: "never" } });
    expect(did("hopeless:try")).toBe(2);
    await until(async () => did("failure:never:t1") === 1, "the failure handler ran");
  });

  it("does not retry what must not be retried", async () => {
    await send("final");
    const [run] = await harness.runs("final");
    expect(run).toMatchObject({ state: "failed", error: { message: "no means no" } });
    expect(did("final:try")).toBe(1);
  });

  it("waits as long as the error asks", async () => {
    await send("later");
    const [run] = await harness.runs("later");
    expect(run!.state).toBe("completed");
    expect(run!.ended_at!.getTime() - run!.started_at!.getTime()).toBeGreaterThanOrEqual(1_000);
  });

  it("lets the function catch a step that failed for good", async () => {
    await send("catches");
    expect((await harness.runs("catches"))[0]).toMatchObject({ state: "completed", output: "caught broken" });
  });

  it("runs parallel steps, each once, and goes on when all are back", async () => {
    await send("parallel");
    expect((await harness.runs("parallel"))[0]).toMatchObject({ state: "completed", output: 42 });
    expect([did("parallel:x"), did("parallel:y"), did("parallel:sum")]).toEqual([1, 1, 1]);
  });

  it("goes on with the first of racing steps", async () => {
    await send("racing");
    await until(async () => did("race:after") === 1, "the step after the race ran");
    expect(
      await harness.pool.query("select 1 from engine.step where name = 'slow' and outcome is null"),
    ).toMatchObject({ rowCount: 1 });
    // The SDK lets a run end only when every step it has planned is back.
    expect((await harness.runs("racing"))[0]).toMatchObject({ state: "completed", output: "fast" });
    expect([did("race:fast"), did("race:after")]).toEqual([1, 1]);
  });

  it("wakes a wait only with the event that matches", async () => {
    await send("waits", { ticket: 1 });
    const waiting = "select 1 from engine.step where wait_event = 'answer' and outcome is null";
    await until(async () => (await harness.pool.query(waiting)).rowCount === 1, "it waits");
    await send("answer", { ticket: 2, text: "wrong" });
    await send("answer", { ticket: 1, text: "right" });
    expect((await harness.runs("waits"))[0]).toMatchObject({ state: "completed", output: "right" });
  });

  it("ends a wait with nothing when time is up", async () => {
    await send("vain");
    expect((await harness.runs("waits-in-vain"))[0]).toMatchObject({ output: true });
  });

  it("invokes another function and gets its result or its error", async () => {
    await send("parent", { n: 21 });
    expect((await harness.runs("parent"))[0]).toMatchObject({ state: "completed", output: { doubled: 42 } });
    await send("parent", { fail: true });
    expect((await harness.runs("parent", 2))[1]).toMatchObject({
      state: "failed",
      error: { message: "the child failed" },
    });
  });

  it("keeps to one call per concurrency key", async () => {
    await harness.client.send([..."ABABAB"].map((wallet) => ({ name: "wallet", data: { wallet } })));
    await harness.runs("one-at-a-time", 6);
    for (const wallet of ["A", "B"]) {
      const order = effects.filter((effect) => effect.endsWith(`:${wallet}`) && /^(in|out)/.test(effect));
      expect(order.map((effect) => effect.split(":")[0])).toEqual(["in", "out", "in", "out", "in", "out"]);
    }
  });

  it("cancels by event and by request, and says so", async () => {
    await harness.client.send(["e", "r"].map((id) => ({ name: "long", data: { id } })));
    const rows = async () =>
      (
        await harness.pool.query<{ id: string }>(
          "select id from engine.run where event->>'name' = 'long' and state = 'running' order by event->'data'->>'id'",
        )
      ).rows;
    await until(async () => (await rows()).length === 2, "both sleep");
    const [, byRequest] = await rows();
    await send("stop", { id: "e" });
    const url = `${harness.engineUrl}v1/runs/${byRequest!.id}`;
    const headers = { authorization: `Bearer ${bearerToken(SIGNING_KEY)}` };
    expect((await fetch(url, { method: "DELETE" })).status).toBe(401);
    expect((await fetch(url, { method: "DELETE", headers })).status).toBe(202);
    expect((await fetch(url, { method: "DELETE", headers })).status).toBe(404);
    const runs = await harness.runs("cancelable", 2);
    expect(runs.map((run) => run.state)).toEqual(["canceled", "canceled"]);
    await until(
      async () => did("canceled:test-cancelable:e") === 1 && did("canceled:test-cancelable:r") === 1,
      "both were announced",
    );
    expect(did("cancelable:ran")).toBe(0);
  });

  it("takes an event id once", async () => {
    await send("child", { n: 1 }, "same-id");
    await send("child", { n: 1 }, "same-id");
    await harness.client.send([1, 2].map((n) => ({ id: "same-again", name: "child", data: { n } })));
    const count = async () =>
      (await harness.pool.query("select 1 from engine.run where event->>'id' in ('same-id', 'same-again')"))
        .rowCount;
    await until(async () => (await count()) === 2, "both ids arrived");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await count()).toBe(2);
  });

  it("sends events from a step", async () => {
    await send("sends");
    await until(async () => did("c:sent") === 1, "the event arrived");
  });

  it("honours idempotency, rate limit, debounce, singleton and trigger conditions", async () => {
    await harness.client.send([1, 1, 2].map((order) => ({ name: "order", data: { order } })));
    await harness.client.send([1, 2, 3, 4].map((n) => ({ name: "burst", data: { k: "k", n } })));
    await harness.client.send([1, 2, 3].map((n) => ({ name: "typing", data: { k: "k", n } })));
    await harness.client.send([1, 2].map((n) => ({ name: "single", data: { n } })));
    await harness.client.send([5, 50].map((n) => ({ name: "filtered", data: { n } })));
    expect((await harness.runs("debounced"))[0]!.output).toBe(3);
    await harness.runs("single");
    expect(await harness.runs("idempotent", 2)).toHaveLength(2);
    expect(await harness.runs("limited", 2)).toHaveLength(2);
    expect((await harness.runs("filtered")).map((run) => run.output)).toEqual([50]);
    expect(await harness.runs("single")).toHaveLength(1);
  });

  it("spreads throttled runs over time", async () => {
    await harness.client.send([1, 2, 3].map((n) => ({ name: "paced", data: { n } })));
    const runs = await harness.runs("paced", 3);
    const times = runs.map((run) => run.started_at!.getTime()).sort((a, b) => a - b);
    expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(1_800);
  });

  it("runs a schedule once per occurrence", async () => {
    await harness.runs("clock", 3);
    const ticks = effects.filter((effect) => effect.startsWith("clock:"));
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(ticks[0]).toMatch(/^clock:test-clock:\* \* \* \* \* \*:.*\.000Z$/);
  });

  it("says which function it refuses, and why", async () => {
    const health = (await (await fetch(`${harness.engineUrl}health`)).json()) as { refused: unknown };
    expect(health.refused).toEqual([
      { function: "test-batched", reason: "the embedded engine does not batch events" },
    ]);
  });
});

describe("strangers", () => {
  const call = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

  it("cannot invoke a function without the signing key", async () => {
    const url = `${harness.appUrl}?fnId=test-child&stepId=step`;
    const body = JSON.stringify({
      ctx: { attempt: 0, run_id: "x" },
      event: { data: {}, name: "child" },
      steps: {},
    });
    const stale = new Date(Date.now() - 3_600_000);
    expect((await call(url, body)).status).toBe(401);
    const wrong = signBody(body, `signkey-prod-${"ff".repeat(32)}`, new Date());
    expect((await call(url, body, { "x-inngest-signature": wrong })).status).toBe(401);
    const old = signBody(body, SIGNING_KEY, stale);
    expect((await call(url, body, { "x-inngest-signature": old })).status).toBe(401);
  });

  it("cannot send events, register functions or reach anything else", async () => {
    const event = JSON.stringify([{ name: "child", data: {} }]);
    expect((await call(`${harness.engineUrl}e/wrong`, event)).status).toBe(401);
    expect((await call(`${harness.engineUrl}fn/register`, '{"functions":[]}')).status).toBe(401);
    const run = `${harness.engineUrl}v1/runs/${crypto.randomUUID()}`;
    expect((await fetch(run, { method: "DELETE" })).status).toBe(401);
    expect((await fetch(`${harness.engineUrl}admin`)).status).toBe(404);
    expect((await call(`${harness.engineUrl}e/%`, event)).status).toBe(400);
  });

  it("get a sentence for a body that is none", async () => {
    const url = `${harness.engineUrl}e/${EVENT_KEY}`;
    expect((await call(url, "{")).status).toBe(400);
    expect((await call(url, '[{"data":{}}]')).status).toBe(400);
    expect((await call(url, '[{"name":"child","data":{"text":"\\u0000"}}]')).status).toBe(400);
  });
});
