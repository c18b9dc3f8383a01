import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { type StripeSandbox, startStripeSandbox } from "./sandbox";
import { sdkFor, secretKey, webhookSecret } from "./testing/client";

let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startStripeSandbox({ databaseUrl, secretKey, webhookSecret });
  stripe = sdkFor(sandbox);
});
afterEach(() => sandbox.controls.recover());
afterAll(() => sandbox.stop());

const charge = { amount: 1000, currency: "usd", payment_method: "pm_card_visa", confirm: true };
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as Stripe.errors.StripeError,
  );

test("the same key and parameters get the same answer once more", async () => {
  const first = await stripe.paymentIntents.create(charge, { idempotencyKey: "same" });
  const second = await stripe.paymentIntents.create(charge, { idempotencyKey: "same" });
  expect(second).toEqual(first);
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect((await stripe.charges.list({ payment_intent: first.id })).data).toHaveLength(1);
});

test("other parameters under a key are refused", async () => {
  await stripe.paymentIntents.create(charge, { idempotencyKey: "other" });
  const error = await failure(
    stripe.paymentIntents.create({ ...charge, amount: 2000 }, { idempotencyKey: "other" }),
  );
  expect(error).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

test("a decline is remembered, wrong parameters are not", async () => {
  const declined = { ...charge, payment_method: "pm_card_chargeDeclined" };
  const first = await failure(stripe.paymentIntents.create(declined, { idempotencyKey: "declined" }));
  const second = await failure(stripe.paymentIntents.create(declined, { idempotencyKey: "declined" }));
  expect(second?.payment_intent?.id).toBe(first?.payment_intent?.id);
  const wrong = { ...charge, amount: 1 };
  expect(await failure(stripe.paymentIntents.create(wrong, { idempotencyKey: "wrong" }))).toBeDefined();
  expect(await stripe.paymentIntents.create(charge, { idempotencyKey: "wrong" })).toMatchObject({
    status: "succeeded",
  });
});

test("of many at once one works, and the others get a 409 or its answer", async () => {
  const settled = await Promise.allSettled(
    Array.from({ length: 20 }, () => stripe.paymentIntents.create(charge, { idempotencyKey: "many" })),
  );
  const ids = new Set<string>();
  for (const result of settled) {
    if (result.status === "fulfilled") ids.add(result.value.id);
    else expect(result.reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
  }
  expect(ids.size).toBe(1);
});

test("an answer that is lost after its effect is found by the same key", async () => {
  const { controls } = sandbox;
  // The SDK repeats a call once by itself when its connection breaks.
  await controls.fault({ kind: "cut", times: 2, path: "/v1/payment_intents" });
  const lost = await failure(stripe.paymentIntents.create(charge, { idempotencyKey: "lost" }));
  expect(lost).toMatchObject({ type: "StripeConnectionError" });
  const found = await stripe.paymentIntents.create(charge, { idempotencyKey: "lost" });
  expect(found.lastResponse.headers["idempotent-replayed"]).toBe("true");
});

test("an outage has no effect, however it looks", async () => {
  const before = (await stripe.paymentIntents.list({ limit: 100 })).data.length;
  await sandbox.controls.fault({ kind: "refuse", times: 2 });
  await sandbox.controls.fault({ kind: "error", times: 1, status: 503, method: "POST" });
  await sandbox.controls.fault({ kind: "slow", times: 1, ms: 300, method: "POST" });
  expect(await failure(stripe.paymentIntents.create(charge))).toMatchObject({
    type: "StripeConnectionError",
  });
  expect(await failure(stripe.paymentIntents.create(charge))).toMatchObject({ statusCode: 503 });
  const started = Date.now();
  await stripe.paymentIntents.create(charge);
  expect(Date.now() - started).toBeGreaterThanOrEqual(295);
  expect((await stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(before + 1);
});
