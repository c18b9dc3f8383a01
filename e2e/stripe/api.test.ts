import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { type StripeSandbox, startStripeSandbox } from "./sandbox";
import { order, sdkFor, secretKey, webhookSecret } from "./testing/client";

let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startStripeSandbox({ databaseUrl, secretKey, webhookSecret, settleAfterMs: 60_000 });
  stripe = sdkFor(sandbox);
});
afterAll(() => sandbox.stop());

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("It should have been refused.");
    },
    (error: unknown) => error as Stripe.errors.StripeError,
  );

async function paid(amount = 5000, number?: string, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const session = await stripe.checkout.sessions.create({ ...order(amount), ...more });
  const done = await sandbox.controls.pay({ session: session.id, number });
  const intent = await stripe.paymentIntents.retrieve(done.payment_intent as string);
  return { session: done, intent };
}

test("customers are made, read, changed and listed", async () => {
  const customer = await stripe.customers.create({
    name: "Ada",
    email: "ada@example.com",
    metadata: { organizationId: "o1", old: "x" },
  });
  expect(customer).toMatchObject({ object: "customer", name: "Ada", livemode: false });
  const changed = await stripe.customers.update(customer.id, {
    phone: "+1",
    metadata: { old: "", new: "y" },
  });
  expect(changed).toMatchObject({ name: "Ada", phone: "+1", metadata: { organizationId: "o1", new: "y" } });
  expect(changed.metadata).not.toHaveProperty("old");
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ phone: "+1" });
  expect((await stripe.customers.list({ email: "ada@example.com" })).data.map((found) => found.id)).toEqual([
    customer.id,
  ]);
  expect((await sandbox.controls.events({ about: customer.id })).map((event) => event.type)).toEqual([
    "customer.created",
    "customer.updated",
  ]);
});

test("a session is paid: intent, charge, fee and balance transaction fit together", async () => {
  const session = await stripe.checkout.sessions.create({
    ...order(5000),
    client_reference_id: "TOP-1",
    metadata: { topUpId: "t1" },
    payment_intent_data: { metadata: { topUpId: "t1" } },
  });
  expect(session).toMatchObject({
    object: "checkout.session",
    status: "open",
    payment_status: "unpaid",
    amount_total: 5000,
    currency: "usd",
    payment_intent: null,
    url: `${sandbox.url.replace("127.0.0.1", "localhost")}/pay/${session.id}`,
  });
  await sandbox.controls.pay({ session: session.id });
  const done = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent.latest_charge.balance_transaction", "line_items"],
  });
  expect(done).toMatchObject({ status: "complete", payment_status: "paid", url: null });
  expect(done.line_items?.data[0]).toMatchObject({ description: "Top-up", amount_total: 5000, quantity: 1 });
  const intent = done.payment_intent as Stripe.PaymentIntent;
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 5000, metadata: { topUpId: "t1" } });
  const charge = intent.latest_charge as Stripe.Charge;
  expect(charge).toMatchObject({ status: "succeeded", paid: true, captured: true, amount_refunded: 0 });
  expect(charge.payment_method_details?.card).toMatchObject({ brand: "visa", last4: "4242" });
  expect(charge.balance_transaction).toMatchObject({ amount: 5000, fee: 175, net: 4825, type: "charge" });

  expect((await stripe.charges.list({ payment_intent: intent.id })).data.map(({ id }) => id)).toEqual([
    charge.id,
  ]);
  const movement = charge.balance_transaction as Stripe.BalanceTransaction;
  expect(await stripe.balanceTransactions.retrieve(movement.id)).toEqual(movement);
  expect((await sandbox.controls.events({ about: session.id })).map((event) => event.type)).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "charge.updated",
    "checkout.session.completed",
  ]);
});

test("a declined card leaves the session open, and another card pays it", async () => {
  const session = await stripe.checkout.sessions.create(order());
  const declined = await sandbox.controls.pay({ session: session.id, number: "4000000000009995" });
  expect(declined).toMatchObject({ status: "open", payment_status: "unpaid" });
  const intentId = declined.payment_intent as string;
  expect(await stripe.paymentIntents.retrieve(intentId)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined", decline_code: "insufficient_funds" },
  });
  const done = await sandbox.controls.pay({ session: session.id });
  expect(done).toMatchObject({ status: "complete", payment_intent: intentId });
  const charges = await stripe.charges.list({ payment_intent: intentId });
  expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  const types = (await sandbox.controls.events({ about: intentId })).map((event) => event.type);
  expect(types.filter((type) => type === "payment_intent.payment_failed")).toHaveLength(1);
});

test("a bank account pays later, or fails later", async () => {
  for (const outcome of ["succeeded", "failed"] as const) {
    const { session, intent } = await paid(20_000, "000123456789", {
      allowed_payment_method_types: ["card", "us_bank_account"],
    });
    expect(session).toMatchObject({ status: "complete", payment_status: "unpaid" });
    expect(intent.status).toBe("processing");
    await sandbox.controls.settle({ payment: intent.id, outcome });
    const settled = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ["latest_charge.balance_transaction"],
    });
    const after = await stripe.checkout.sessions.retrieve(session.id);
    const last = (await sandbox.controls.events({ about: session.id })).at(-1);
    expect(last?.type).toBe(`checkout.session.async_payment_${outcome}`);
    if (outcome === "succeeded") {
      expect(after.payment_status).toBe("paid");
      const charge = settled.latest_charge as Stripe.Charge;
      expect(charge.id).toMatch(/^py_/);
      expect(charge.balance_transaction).toMatchObject({ fee: 160, type: "payment" });
    } else {
      expect(after.payment_status).toBe("unpaid");
      expect(settled).toMatchObject({ status: "requires_payment_method" });
    }
  }
  const largest = await paid(90_000_00, "000123456789", {
    allowed_payment_method_types: ["us_bank_account"],
  });
  await sandbox.controls.advance({ seconds: 60 });
  await sandbox.controls.idle();
  const intent = await stripe.paymentIntents.retrieve(largest.intent.id, {
    expand: ["latest_charge.balance_transaction"],
  });
  expect((intent.latest_charge as Stripe.Charge).balance_transaction).toMatchObject({ fee: 500 });
});

test("sessions expire by request and by the clock, and neither when they are paid", async () => {
  const asked = await stripe.checkout.sessions.create(order());
  expect(await stripe.checkout.sessions.expire(asked.id)).toMatchObject({ status: "expired", url: null });
  const again = await failure(stripe.checkout.sessions.expire(asked.id));
  expect(again.message).toContain("has a status of `expired`");

  const now = Math.floor(sandbox.controls ? (await sandbox.controls.advance({ seconds: 0 })).now : 0);
  const short = { ...order(), expires_at: now + 31 * 60 };
  const [left, taken] = await Promise.all([
    stripe.checkout.sessions.create(short),
    stripe.checkout.sessions.create(short),
  ]);
  await sandbox.controls.decline({ session: left.id });
  await sandbox.controls.pay({ session: taken.id });
  await sandbox.controls.advance({ seconds: 32 * 60 });
  await sandbox.controls.idle();
  const expired = await stripe.checkout.sessions.retrieve(left.id, { expand: ["payment_intent"] });
  expect(expired.status).toBe("expired");
  expect(expired.payment_intent).toMatchObject({ status: "canceled", cancellation_reason: "expired" });
  expect((await stripe.checkout.sessions.retrieve(taken.id)).status).toBe("complete");
  expect(await sandbox.controls.pay({ session: left.id })).toMatchObject({ status: "expired" });
  const tooShort = await failure(stripe.checkout.sessions.create({ ...order(), expires_at: now + 33 * 60 }));
  expect(tooShort).toMatchObject({ param: "expires_at", statusCode: 400 });
});

test("a method is saved, charged off session, and refused as its number says", async () => {
  const customer = await stripe.customers.create({ email: "b@example.com" });
  const { intent } = await paid(5000, "4242424242424242", {
    customer: customer.id,
    payment_intent_data: { setup_future_usage: "off_session" },
  });
  const [saved] = (await stripe.paymentMethods.list({ customer: customer.id, type: "card" })).data;
  expect(saved).toMatchObject({ id: intent.payment_method, card: { last4: "4242" } });

  const charge = { amount: 3000, currency: "usd", customer: customer.id, off_session: true, confirm: true };
  const again = await stripe.paymentIntents.create({
    ...charge,
    payment_method: saved!.id,
    metadata: { topUpId: "auto" },
  });
  expect(again).toMatchObject({ status: "succeeded", amount_received: 3000 });

  const refused = await failure(
    stripe.paymentIntents.create({ ...charge, payment_method: "pm_card_authenticationRequired" }),
  );
  expect(refused).toBeInstanceOf(Stripe.errors.StripeCardError);
  expect(refused).toMatchObject({
    statusCode: 402,
    code: "authentication_required",
    payment_intent: { status: "requires_payment_method" },
  });
  const traces = await sandbox.controls.events({ about: refused.payment_intent!.id });
  expect(traces.map((event) => event.type)).toEqual([
    "payment_intent.created",
    "charge.failed",
    "payment_intent.payment_failed",
  ]);

  await stripe.paymentMethods.detach(saved!.id);
  expect((await stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
  const found = await stripe.paymentIntents.search({
    query: `customer:'${customer.id}' AND metadata['topUpId']:'auto'`,
  });
  expect(found.data.map(({ id }) => id)).toEqual([again.id]);
});

test("a session in setup mode saves a method", async () => {
  const customer = await stripe.customers.create({});
  const session = await stripe.checkout.sessions.create({
    mode: "setup",
    currency: "usd",
    customer: customer.id,
    success_url: "http://localhost:3000/done",
  });
  await sandbox.controls.decline({ session: session.id });
  const done = await sandbox.controls.pay({ session: session.id, number: "4000000000000341" });
  expect(done).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
  const setup = await stripe.setupIntents.retrieve(done.setup_intent as string, {
    expand: ["payment_method"],
  });
  const method = setup.payment_method as Stripe.PaymentMethod;
  expect(method.customer).toBe(customer.id);
  const declined = await failure(
    stripe.paymentIntents.create({
      amount: 1000,
      currency: "usd",
      customer: customer.id,
      payment_method: method.id,
      off_session: true,
      confirm: true,
    }),
  );
  expect(declined).toMatchObject({ code: "card_declined", decline_code: "generic_decline" });
  expect((await sandbox.controls.events({ about: setup.id })).map((event) => event.type)).toEqual([
    "setup_intent.created",
    "setup_intent.setup_failed",
    "setup_intent.succeeded",
    "checkout.session.completed",
  ]);
  const direct = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
  });
  expect(direct.status).toBe("succeeded");
});

test("an intent waits, is confirmed or canceled; one of a session is not for us to cancel", async () => {
  const waiting = await stripe.paymentIntents.create({ amount: 1000, currency: "USD" });
  expect(waiting).toMatchObject({ status: "requires_payment_method", currency: "usd" });
  expect(await stripe.paymentIntents.cancel(waiting.id)).toMatchObject({ status: "canceled" });
  expect((await failure(stripe.paymentIntents.cancel(waiting.id))).message).toMatch(
    /^You cannot cancel this PaymentIntent because it has a status of canceled\./,
  );
  const ready = await stripe.paymentIntents.create({
    amount: 1000,
    currency: "usd",
    payment_method: "pm_card_visa",
  });
  expect(await stripe.paymentIntents.confirm(ready.id)).toMatchObject({ status: "succeeded" });
  const session = await sandbox.controls.decline({
    session: (await stripe.checkout.sessions.create(order())).id,
  });
  const own = await failure(stripe.paymentIntents.cancel(session.payment_intent as string));
  expect(own).toMatchObject({ code: "payment_intent_unexpected_state" });
});

test("refunds never exceed what is left, in Stripe's words, even many at once", async () => {
  const { intent } = await paid(5000);
  const first = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 2000,
    reason: "requested_by_customer",
    metadata: { refundId: "r1" },
  });
  expect(first).toMatchObject({
    object: "refund",
    status: "succeeded",
    amount: 2000,
    charge: intent.latest_charge,
  });
  const tooMuch = await failure(stripe.refunds.create({ payment_intent: intent.id, amount: 3001 }));
  expect(tooMuch.message).toBe("Refund amount ($30.01) is greater than unrefunded amount on charge ($30.00)");
  const racing = await Promise.allSettled(
    Array.from({ length: 6 }, () =>
      stripe.refunds.create({ charge: String(intent.latest_charge), amount: 1000 }),
    ),
  );
  expect(racing.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  const nothingLeft = await failure(stripe.refunds.create({ payment_intent: intent.id }));
  expect(nothingLeft).toMatchObject({ code: "charge_already_refunded" });

  const charge = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ["refunds"] });
  expect(charge).toMatchObject({ refunded: true, amount_refunded: 5000 });
  expect(charge.refunds?.data).toHaveLength(4);
  expect((await stripe.refunds.list({ payment_intent: intent.id, limit: 3 })).has_more).toBe(true);
  expect(await stripe.refunds.retrieve(first.id)).toEqual(first);
  const events = await sandbox.controls.events({ about: intent.id, type: "charge.refunded" });
  expect(events.map((event) => event.data.previous_attributes)).toEqual([
    { amount_refunded: 0 },
    { amount_refunded: 2000 },
    { amount_refunded: 3000 },
    { amount_refunded: 4000, refunded: false },
  ]);
});

test("a refund fails later, stays pending or is refused when a test says so", async () => {
  const { controls } = sandbox;
  const { intent } = await paid(5000);
  await controls.nextRefund({ becomes: "failed" });
  const failing = await stripe.refunds.create({ payment_intent: intent.id, amount: 1000 });
  expect(failing.status).toBe("succeeded");
  await controls.advance({ seconds: 61 });
  await controls.idle();
  expect(await stripe.refunds.retrieve(failing.id)).toMatchObject({
    status: "failed",
    failure_reason: "expired_or_canceled_card",
  });
  expect((await stripe.charges.retrieve(String(intent.latest_charge))).amount_refunded).toBe(0);
  expect(await controls.events({ about: failing.id, type: "refund.failed" })).toHaveLength(1);

  await controls.nextRefund({ becomes: "pending" });
  const pending = await stripe.refunds.create({ payment_intent: intent.id, amount: 1000 });
  expect(pending).toMatchObject({ status: "pending", pending_reason: "processing" });
  await controls.advance({ seconds: 61 });
  await controls.idle();
  expect((await stripe.refunds.retrieve(pending.id)).status).toBe("pending");
  expect(await controls.settleRefund({ refund: pending.id, outcome: "succeeded" })).toMatchObject({
    status: "succeeded",
  });

  await controls.nextRefund({ becomes: "refused" });
  const refused = await failure(stripe.refunds.create({ payment_intent: intent.id, amount: 1000 }));
  expect(refused.message).toMatch(/^Insufficient funds in your Stripe balance/);
  expect((await stripe.charges.retrieve(String(intent.latest_charge))).amount_refunded).toBe(1000);
});

test("a dispute takes the money, closing it decides", async () => {
  const { intent } = await paid(5000, "4000000000000259");
  await sandbox.controls.advance({ seconds: 61 });
  await sandbox.controls.idle();
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
  expect(dispute).toMatchObject({ amount: 5000, reason: "fraudulent", status: "needs_response" });
  const refused = await failure(stripe.refunds.create({ payment_intent: intent.id }));
  expect(refused).toMatchObject({ code: "charge_disputed" });
  expect(await stripe.disputes.close(dispute!.id)).toMatchObject({ status: "lost" });
  expect((await stripe.disputes.retrieve(dispute!.id)).balance_transactions).toMatchObject([
    { amount: -5000, fee: 1500, net: -6500 },
  ]);

  const other = await paid(4000);
  const opened = await sandbox.controls.dispute({ payment: other.intent.id });
  await sandbox.controls.closeDispute({ dispute: opened.id, outcome: "won" });
  const types = (await sandbox.controls.events({ about: opened.id }))
    .map((event) => event.type)
    .filter((type) => type.startsWith("charge.dispute."));
  expect(types).toEqual([
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
  ]);
  expect(await stripe.refunds.create({ payment_intent: other.intent.id })).toMatchObject({
    status: "succeeded",
  });
});

test("lists go on after a cursor, in both directions", async () => {
  const made: string[] = [];
  for (let at = 0; at < 5; at++)
    made.unshift((await stripe.customers.create({ email: "page@example.com" })).id);
  const first = await stripe.customers.list({ email: "page@example.com", limit: 2 });
  expect(first).toMatchObject({ object: "list", has_more: true, url: "/v1/customers" });
  const rest = await stripe.customers.list({ email: "page@example.com", limit: 3, starting_after: made[1] });
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(made);
  expect(rest.has_more).toBe(false);
  const back = await stripe.customers.list({ email: "page@example.com", limit: 2, ending_before: made[3] });
  expect(back.data.map(({ id }) => id)).toEqual(made.slice(1, 3));
  const all: string[] = [];
  for await (const customer of stripe.customers.list({ email: "page@example.com", limit: 2 }))
    all.push(customer.id);
  expect(all).toEqual(made);
});

test("events can be read and listed", async () => {
  const { intent } = await paid();
  const [created] = await sandbox.controls.events({ about: intent.id, type: "payment_intent.created" });
  expect(await stripe.events.retrieve(created!.id)).toEqual(created);
  const listed = await stripe.events.list({
    types: ["payment_intent.succeeded", "charge.succeeded"],
    limit: 2,
  });
  expect(listed.data.map((event) => event.type)).toEqual(["payment_intent.succeeded", "charge.succeeded"]);
});

test("wrong requests get Stripe's errors", async () => {
  const wrongKey = await failure(sdkFor(sandbox, "sk_test_other").customers.list());
  expect(wrongKey).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  expect((await fetch(`${sandbox.url}/v1/customers`)).status).toBe(401);
  const basic = `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`;
  expect((await fetch(`${sandbox.url}/v1/customers`, { headers: { authorization: basic } })).status).toBe(
    200,
  );

  const cases: [() => Promise<unknown>, object][] = [
    [
      () => stripe.customers.create({ colour: "red" } as Stripe.CustomerCreateParams),
      { code: "parameter_unknown", param: "colour", message: "Received unknown parameter: colour" },
    ],
    [
      () =>
        stripe.checkout.sessions.create({
          ...order(),
          payment_intent_data: { colour: "red" } as Stripe.Checkout.SessionCreateParams.PaymentIntentData,
        }),
      { code: "parameter_unknown", param: "payment_intent_data[colour]" },
    ],
    [
      () => stripe.paymentIntents.create({ currency: "usd" } as Stripe.PaymentIntentCreateParams),
      { code: "parameter_missing", param: "amount", message: "Missing required param: amount." },
    ],
    [
      () => stripe.paymentIntents.create({ amount: 10.5, currency: "usd" }),
      { code: "parameter_invalid_integer", message: "Invalid integer: 10.5" },
    ],
    [
      () => stripe.paymentIntents.create({ amount: -1, currency: "usd" }),
      { code: "parameter_invalid_integer", param: "amount" },
    ],
    [
      () => stripe.paymentIntents.create({ amount: 49, currency: "usd" }),
      { code: "amount_too_small", message: "Amount must be at least $0.50 usd" },
    ],
    [() => stripe.paymentIntents.retrieve("pi_none"), { code: "resource_missing", statusCode: 404 }],
    [
      () => stripe.checkout.sessions.create({ ...order(), customer: "cus_none" }),
      { code: "resource_missing", param: "customer", statusCode: 400 },
    ],
    [
      () => stripe.customers.list({ expand: ["data.colour"], limit: 1 }),
      { message: "This property cannot be expanded (data.colour)." },
    ],
    [() => stripe.products.list(), { statusCode: 404 }],
    [
      () => stripe.customers.list({}, { apiVersion: "2020-08-27" }),
      { message: expect.stringContaining("Invalid Stripe API version") },
    ],
    [
      () =>
        stripe.checkout.sessions.create({
          ...order(),
          payment_method_types: ["card"],
        } as Stripe.Checkout.SessionCreateParams),
      { code: "parameter_unknown", param: "payment_method_types" },
    ],
  ];
  for (const [call, expected] of cases) expect(await failure(call())).toMatchObject(expected);
  const answer = await fetch(`${sandbox.url}/v1/customers/cus_none`, {
    headers: { authorization: `Bearer ${secretKey}` },
  });
  expect(answer.headers.get("request-id")).toMatch(/^req_/);
  expect(answer.headers.get("stripe-version")).toBe(Stripe.API_VERSION);
});
