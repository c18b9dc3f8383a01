import pg from "pg";
import pino from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { exponentialBackoff } from "./backoff";
import { parseDuration, parseMoment, parseRetryAfter } from "./durations";
import { Queue } from "./queue";
import { nextTick } from "./schedule";
import { transaction } from "./transaction";

const now = new Date("2026-03-01T12:00:00Z");

describe("durations", () => {
  it.each([
    ["300ms", 300],
    ["2h45m", 9_900_000],
    ["1w2d", 777_600_000],
    ["1.5s", 1_500],
  ])("%s", (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(["", "5", "5 s", "s5", "1x", "-1s"])("refuses %j", (text) => {
    expect(() => parseDuration(text)).toThrow();
  });

  it("reads moments and Retry-After headers", () => {
    expect(parseMoment("2026-04-01T00:00:00Z", now)).toEqual(new Date("2026-04-01T00:00:00Z"));
    expect(parseMoment("90s", now)).toEqual(new Date("2026-03-01T12:01:30Z"));
    expect(parseRetryAfter("90", now)).toEqual(new Date("2026-03-01T12:01:30Z"));
    expect(parseRetryAfter("2026-04-01T00:00:00.000Z", now)).toEqual(new Date("2026-04-01T00:00:00Z"));
    expect(parseRetryAfter("soon", now)).toBeUndefined();
  });
});

describe("backoff", () => {
  it("grows threefold up to an hour, with at most a fifth of jitter", () => {
    expect([0, 1, 2, 3, 10].map((attempt) => exponentialBackoff(attempt, () => 0))).toEqual([
      5_000, 15_000, 45_000, 135_000, 3_600_000,
    ]);
    expect(exponentialBackoff(0, () => 1)).toBe(6_000);
  });
});

describe("schedules", () => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const queue = new Queue(pool, pino({ level: "silent" }));
  afterAll(() => pool.end());

  it("give the same order for the same occurrence, whoever asks and when", () => {
    const at = (moment: string, expression = "0 3 * * *", fn = "f") =>
      nextTick(queue, fn, { expression, jitterMs: 0 }, new Date(moment));
    const order = at("2026-03-01T12:00:00Z");
    expect(order.at).toEqual(new Date("2026-03-02T03:00:00Z"));
    expect(at("2026-03-02T02:59:59.999Z")).toEqual(order);
    expect(at("2026-03-02T03:00:00Z").id).not.toBe(order.id);
    expect(at("2026-03-01T12:00:00Z", "0 3 * * *", "g").id).not.toBe(order.id);
  });

  it("follow the time zone they name", () => {
    const order = nextTick(queue, "f", { expression: "TZ=Asia/Shanghai 0 3 * * *", jitterMs: 0 }, now);
    expect(order.at).toEqual(new Date("2026-03-01T19:00:00Z"));
  });

  it("are spread over their jitter, each function at its own moment, which stays", () => {
    const of = (fn: string, moment: string) => {
      const { at, work } = nextTick(
        queue,
        fn,
        { expression: "* * * * *", jitterMs: 50_000 },
        new Date(moment),
      );
      return at!.getTime() - new Date((work as { at: string }).at).getTime();
    };
    const delays = ["a", "b", "c", "d", "e", "f", "g", "h"].map((fn) => of(fn, "2026-03-01T12:00:00Z"));
    for (const delay of delays) expect(delay).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(50_000);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(20_000);
    expect(of("a", "2026-03-01T13:07:30Z")).toBe(delays[0]);
  });

  it("collide when two instances order the same occurrence", async () => {
    await queue.start();
    try {
      const order = nextTick(queue, "f", { expression: "0 3 * * *", jitterMs: 0 }, now);
      for (let instance = 0; instance < 2; instance++)
        await transaction(pool, (tx) => queue.add(tx, [order]));
      expect((await pool.query("select 1 from pgboss.job where id = $1", [order.id])).rowCount).toBe(1);
    } finally {
      await queue.stop();
    }
  });
});
