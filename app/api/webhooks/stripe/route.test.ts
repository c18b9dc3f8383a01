import "@/lib/core/testing/database";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sdkFor, secretKey, webhookSecret } from "@/e2e/stripe/testing/client";
import { handleEvent } from "@/lib/commerce/payment-events/handle";
import {
  attempt,
  balances,
  handleAll,
  openedTopUp,
  postings,
  sandbox,
  topUpState,
} from "@/lib/commerce/testing/stripe";
import { prisma } from "@/lib/core/db";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { deliver, delivered } from "./testing/deliver";

let tenant: Tenant;
let stripe: Stripe;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  stripe = sdkFor(sandbox, secretKey);
});
afterAll(() => sandbox.stop());

const eventsAbout = (about: string) => sandbox.controls.signedEvents({ about });
const kept = (providerEventId: string) =>
  prisma.paymentEvent.findMany({
    where: { providerEventId },
    select: { state: true, attempts: true, error: true, note: true, attemptId: true, organizationId: true },
  });

describe("an event", () => {
  it("that arrives fifty times at once is kept once and posts once", async () => {
    const { organizationId } = await makeTenant(allPermissions);
    const { attemptId, topUpId, sessionRef } = await openedTopUp(organizationId);
    await sandbox.controls.pay({ session: sessionRef });
    const paid = (await eventsAbout(sessionRef)).find((event) => event.type === "payment_intent.succeeded")!;

    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(paid)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(bodies.filter((body) => !body.duplicate)).toHaveLength(1);

    const [event] = await prisma.paymentEvent.findMany({
      where: { providerEventId: paid.id },
      select: { id: true },
    });
    expect(
      await prisma.outboxEvent.count({
        where: { name: "payment-events/received", payload: { path: ["eventId"], equals: event!.id } },
      }),
    ).toBe(1);
    // And if it were handled by many at once all the same.
    await Promise.all(Array.from({ length: 10 }, () => handleEvent(event!.id)));

    expect(await kept(paid.id)).toMatchObject([{ state: "handled", attemptId, organizationId }]);
    expect(await postings(attemptId)).toEqual({ top_up: 1, provider_fee: 1 });
    expect(await topUpState(topUpId)).toBe("succeeded");
    expect(await balances(organizationId)).toEqual({
      clearing: "-48.25",
      provider_fees: "-1.75",
      wallet_cash: "50",
    });
    expect((await attempt(attemptId)).state).toBe("succeeded");
  });

  it("about a payment of somebody else's is ignored", async () => {
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      success_url: "http://localhost/done",
      line_items: [
        {
          quantity: 1,
          price_data: { currency: "usd", unit_amount: 700, product_data: { name: "Not ours" } },
        },
      ],
    });
    await sandbox.controls.pay({ session: session.id });
    for (const event of await eventsAbout(session.id)) {
      await delivered(event);
      await handleAll();
      expect(await kept(event.id)).toMatchObject([{ state: "ignored", attemptId: null }]);
    }
  });

  it("of a kind nobody listens to, or that holds what a database cannot, is kept and ignored", async () => {
    for (const type of ["customer.created", "payment_intent.succeeded"]) {
      const body = JSON.stringify({ id: `evt_odd_${type}`, type, data: { object: { note: "a\u0000b" } } });
      await delivered({
        body,
        signature: Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret }),
      });
      await handleAll();
      expect(await kept(`evt_odd_${type}`)).toMatchObject([{ state: "ignored", note: "not_listened_to" }]);
    }
  });
});

describe("what is not believed", () => {
  const body = JSON.stringify({ id: "evt_forged", type: "payment_intent.succeeded", data: { object: {} } });
  const sign = (payload: string, secret: string, timestamp?: number) =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const old = Math.floor(Date.now() / 1000) - 301;

  const refusals: [string, string, { body: string; signature: string }][] = [
    ["a wrong signature", "no_match", { body, signature: sign(body, "whsec_somebody_elses") }],
    ["an old timestamp", "too_old", { body, signature: sign(body, webhookSecret, old) }],
    [
      "one byte changed",
      "no_match",
      { body: body.replace("forged", "forgee"), signature: sign(body, webhookSecret) },
    ],
    ["no signature at all", "missing", { body, signature: "" }],
    ["a header that is none", "malformed", { body, signature: "not,a,signature" }],
    ["what is signed and no event", "not_json", { body: "[1]", signature: sign("[1]", webhookSecret) }],
  ];

  it.each(refusals)("%s is answered 400 and leaves a record, nothing else", async (_, why, event) => {
    const count = () =>
      Promise.all([prisma.outboxEvent.count(), prisma.auditEntry.count(), prisma.ledgerTransaction.count()]);
    const [before, records] = [
      await count(),
      await prisma.paymentEvent.count({ where: { state: "refused" } }),
    ];
    const answer = await deliver(event);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ received: false, reason: why });
    const [record] = await prisma.paymentEvent.findMany({
      orderBy: { receivedAt: "desc" },
      take: 1,
      select: {
        state: true,
        signatureState: true,
        signatureError: true,
        providerEventId: true,
        payload: true,
        type: true,
      },
    });
    expect(record).toMatchObject({
      state: "refused",
      signatureState: "invalid",
      signatureError: why,
      providerEventId: null,
      type: "unknown",
    });
    expect(JSON.stringify(record!.payload)).not.toMatch(/evt_|payment_intent/);
    expect(await prisma.paymentEvent.count({ where: { state: "refused" } })).toBe(records + 1);
    expect(await count()).toEqual(before);
  });

  it("is taken with a secret that is being rotated out, and within the tolerance", async () => {
    const fine = JSON.stringify({ id: "evt_rotated", type: "customer.created", data: { object: {} } });
    await delivered({
      body: fine,
      signature: sign(fine, "whsec_the_one_before", Math.floor(Date.now() / 1000) - 290),
    });
    expect(await kept("evt_rotated")).toHaveLength(1);
  });

  it("fills no disk: of a flood only some are recorded, and how many were not", async () => {
    const before = await prisma.paymentEvent.count({ where: { state: "refused" } });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => deliver({ body, signature: "t=1,v1=00" })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([400]));
    expect((await prisma.paymentEvent.count({ where: { state: "refused" } })) - before).toBeLessThanOrEqual(
      20,
    );
  });

  it("is not even read when it is too large", async () => {
    const answer = await deliver({ body: "x".repeat(1024 * 1024 + 1), signature: "t=1,v1=00" });
    expect(answer.status).toBe(413);
  });
});

describe("the provider's troubles", () => {
  it("are waited out: the event says why, stays open, and is handled later", async () => {
    const { attemptId, sessionRef } = await openedTopUp(tenant.organizationId);
    await sandbox.controls.pay({ session: sessionRef });
    const paid = (await eventsAbout(sessionRef)).find(
      (event) => event.type === "checkout.session.completed",
    )!;
    await delivered(paid);
    await sandbox.controls.fault({ kind: "error", status: 503 });
    await sandbox.controls.fault({ kind: "error", status: 503 });
    await expect(handleAll([paid.id])).rejects.toMatchObject({ code: "unavailable" });
    expect(await kept(paid.id)).toMatchObject([
      { state: "received", attempts: 1, error: expect.stringMatching(/provider/) },
    ]);
    expect((await attempt(attemptId)).state).toBe("pending");
    await sandbox.controls.recover();
    await handleAll([paid.id]);
    expect(await kept(paid.id)).toMatchObject([{ state: "handled", attempts: 2, error: null }]);
    expect((await attempt(attemptId)).state).toBe("succeeded");
  });
});
