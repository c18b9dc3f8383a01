import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { type StripeSandbox, startStripeSandbox } from "./sandbox";
import { order, sdkFor, secretKey, webhookSecret } from "./testing/client";
import { type Receiver, startReceiver } from "./testing/receiver";
import { signatureOf } from "./webhooks/signature";

let receiver: Receiver;
let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startStripeSandbox({
    databaseUrl,
    secretKey,
    webhookSecret,
    webhookUrls: [receiver.url],
    retryMs: 20,
  });
  stripe = sdkFor(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.stop();
});
beforeEach(async () => {
  await sandbox.controls.idle();
  receiver.received.length = 0;
});

const verified = () =>
  receiver.received.map(({ body, signature }) =>
    stripe.webhooks.constructEvent(body, signature, webhookSecret),
  );

test("our signature is the SDK's", () => {
  const header = stripe.webhooks.generateTestHeaderString({
    payload: '{"a":"支"}',
    secret: webhookSecret,
    timestamp: 1_790_000_000,
  });
  expect(signatureOf('{"a":"支"}', webhookSecret, 1_790_000_000).split(",").slice(0, 2)).toEqual(
    header.split(",").slice(0, 2),
  );
});

test("every event of a payment arrives signed, with the object as it was then", async () => {
  const session = await stripe.checkout.sessions.create(order(), { idempotencyKey: "webhooks" });
  const done = await sandbox.controls.pay({ session: session.id });
  await stripe.refunds.create(
    { payment_intent: String(done.payment_intent) },
    { idempotencyKey: "refund-1" },
  );
  await sandbox.controls.idle();
  const events = verified();
  expect(events.map(({ type }) => type).sort()).toEqual([
    "charge.refunded",
    "charge.succeeded",
    "charge.updated",
    "checkout.session.completed",
    "payment_intent.created",
    "payment_intent.succeeded",
    "refund.created",
  ]);
  for (const event of events)
    expect(event).toMatchObject({ object: "event", api_version: Stripe.API_VERSION, livemode: false });
  const succeeded = events.find(({ type }) => type === "charge.succeeded")!;
  expect(succeeded.data.object).toMatchObject({ refunded: false, balance_transaction: null });
  const refunded = events.find(({ type }) => type === "charge.refunded")!;
  expect(refunded.data.object).toMatchObject({ refunded: true, amount_refunded: 5000 });
  expect(refunded.request).toMatchObject({ idempotency_key: "refund-1" });
  expect(() =>
    stripe.webhooks.constructEvent(
      receiver.received[0]!.body.replace("evt_", "evt-"),
      receiver.received[0]!.signature,
      webhookSecret,
    ),
  ).toThrow(Stripe.errors.StripeSignatureVerificationError);
});

test("a receiver that refuses gets the event again until it takes it", async () => {
  receiver.answers.push(500, 302, 429);
  const customer = await stripe.customers.create({});
  await sandbox.controls.idle();
  expect(receiver.received).toHaveLength(4);
  const bodies = new Set(receiver.received.map(({ body }) => body));
  expect(bodies.size).toBe(1);
  expect(await sandbox.controls.deliveries({ about: customer.id })).toMatchObject([
    { attempts: 4, ended: true, lastAnswer: "200" },
  ]);
});

test("held events wait, can be delivered by a test itself, and are sent or forgotten afterwards", async () => {
  await sandbox.controls.hold();
  const first = await stripe.customers.create({});
  const [signed] = await sandbox.controls.signedEvents({ about: first.id });
  expect(stripe.webhooks.constructEvent(signed!.body, signed!.signature, webhookSecret).id).toBe(signed!.id);
  expect(await sandbox.controls.drop()).toEqual({ dropped: 1 });
  const second = await stripe.customers.create({});
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(receiver.received).toHaveLength(0);
  await sandbox.controls.release();
  await sandbox.controls.idle();
  expect(verified().map((event) => (event.data.object as Stripe.Customer).id)).toEqual([second.id]);
});

test("an event is sent again as often as a test wants", async () => {
  const customer = await stripe.customers.create({});
  const [event] = await sandbox.controls.events({ about: customer.id });
  await sandbox.controls.resend({ event: event!.id, times: 49 });
  await sandbox.controls.idle();
  expect(receiver.received).toHaveLength(50);
  expect(new Set(verified().map(({ id }) => id))).toEqual(new Set([event!.id]));
});
