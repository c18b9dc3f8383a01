import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { concurrencySetting } from "./concurrency";
import { type Harness, startHarness } from "./testing/harness";

let harness: Harness;
let [underWay, most] = [0, 0];

beforeAll(async () => {
  harness = await startHarness(
    databaseUrl,
    (client) => [
      client.createFunction({ id: "works", triggers: { event: "work" } }, async () => {
        most = Math.max(most, ++underWay);
        await setTimeout(100);
        underWay -= 1;
      }),
    ],
    { concurrency: concurrencySetting },
  );
});

afterAll(() => harness?.stop());

beforeEach(() => {
  most = 0;
});

let version = 0;

const setTo = (value: unknown) =>
  harness.pool.query("insert into setting (key, version, value, created_at) values ('jobs', $1, $2, now())", [
    ++version,
    JSON.stringify(value),
  ]);

const send = () => harness.client.send(Array.from({ length: 6 }, () => ({ name: "work" })));

it("has as much under way as settings say, without a new start", async () => {
  await send();
  await harness.runs("works", 6);
  expect(most).toBeGreaterThan(1);

  await setTo({ concurrency: 1 });
  await setTimeout(3_500);
  most = 0;
  await send();
  await harness.runs("works", 12);
  expect(most).toBe(1);
}, 30_000);

it("goes by the default where what is stored no longer fits", async () => {
  await setTo({ concurrency: "many" });
  expect(await concurrencySetting(harness.pool)).toBe(16);
});
