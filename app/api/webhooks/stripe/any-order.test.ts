import "@/lib/core/testing/database";
import fc from "fast-check";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sdkFor, secretKey, webhookSecret } from "@/e2e/stripe/testing/client";
import { handleEvent } from "@/lib/commerce/payment-events/handle";
import {
  attempt,
  handleAll,
  openedTopUp,
  postings,
  sandbox,
  topUpState,
} from "@/lib/commerce/testing/stripe";
import { now, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { delivered } from "./testing/deliver";

let tenant: Tenant;
let stripe: Stripe;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  stripe = sdkFor(sandbox, secretKey);
});
afterAll(() => sandbox.stop());

const eventsAbout = (about: string) => sandbox.controls.signedEvents({ about });

describe("the eight events of one payment", () => {
  const types = [
    "payment_intent.payment_failed",
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "payment_intent.succeeded",
    "charge.refunded",
    "refund.updated",
    "charge.dispute.created",
    "charge.dispute.closed",
  ];

  /** A bank payment after a declined card, partly given back at the provider, disputed, and the dispute lost. */
  async function eventfulPayment() {
    const { organizationId } = tenant;
    const payment = await openedTopUp(organizationId);
    const { controls } = sandbox;
    await controls.decline({ session: payment.sessionRef });
    const session = await controls.pay({ session: payment.sessionRef, number: "000123456789" });
    const paymentRef = String(session.payment_intent);
    await controls.settle({ payment: paymentRef, outcome: "succeeded" });
    const refund = await stripe.refunds.create({ payment_intent: paymentRef, amount: 1000 });
    await controls.settleRefund({ refund: refund.id, outcome: "succeeded" });
    const dispute = await controls.dispute({ payment: paymentRef, amount: 4000 });
    await controls.closeDispute({ dispute: dispute.id, outcome: "lost" });
    const all = await eventsAbout(paymentRef);
    const events = types.map((type) => all.find((event) => event.type === type)!);
    expect(events.every(Boolean), all.map((event) => event.type).join()).toBe(true);
    return { ...payment, events };
  }

  it("end the same in two hundred random orders, some told twice, with one posting each", async () => {
    const places = types.map((_, index) => index);
    const orders = fc.sample(
      fc.tuple(
        fc.shuffledSubarray(places, { minLength: places.length }),
        fc.subarray(places, { maxLength: 2 }),
      ),
      200,
    );
    expect(new Set(orders.map(([order]) => order.join())).size).toBeGreaterThan(150);
    let next = 0;
    const worker = async () => {
      for (let turn = next++; turn < orders.length; turn = next++) {
        const [order, again] = orders[turn]!;
        await endsTheSame([...order, ...again]);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(await prisma.dispute.count({ where: { organizationId: tenant.organizationId } })).toBe(200);
  }, 600_000);

  async function endsTheSame(order: number[]): Promise<void> {
    const { attemptId, topUpId, events } = await eventfulPayment();
    for (const index of order) {
      const { id, body } = events[index]!;
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
      await delivered({ body, signature });
      await handleAll([id]);
    }
    const story = order.map((index) => types[index]).join(" → ");
    expect(await attempt(attemptId), story).toMatchObject({
      state: "succeeded",
      failureCode: null,
      payUrl: null,
    });
    expect(await topUpState(topUpId), story).toBe("succeeded");
    expect(await postings(attemptId), story).toEqual({ dispute_opened: 1, provider_fee: 2, top_up: 1 });
    const disputes = await prisma.dispute.findMany({ where: { attemptId }, select: { state: true } });
    expect(disputes, story).toEqual([{ state: "lost" }]);
    const states = await prisma.paymentEvent.groupBy({ by: ["state"], where: { attemptId }, _count: true });
    expect(states, story).toEqual([{ state: "handled", _count: 8 }]);
  }

  it("end the same when all are handled at once", async () => {
    const { attemptId, events } = await eventfulPayment();
    for (const event of events) await delivered(event);
    const ids = await prisma.paymentEvent.findMany({
      where: { providerEventId: { in: events.map((event) => event.id) } },
      select: { id: true },
    });
    await Promise.all(ids.map(({ id }) => handleEvent(id)));
    expect(await postings(attemptId)).toEqual({ dispute_opened: 1, provider_fee: 2, top_up: 1 });
    expect((await attempt(attemptId)).state).toBe("succeeded");
  });

  it("are of use a day later, too", async () => {
    const { attemptId, events } = await eventfulPayment();
    await withClock(new Date(now().getTime() + 86_400_000), async () => {
      for (const { body } of events) {
        const timestamp = Math.floor(now().getTime() / 1000);
        await delivered({
          body,
          signature: Stripe.webhooks.generateTestHeaderString({
            payload: body,
            secret: webhookSecret,
            timestamp,
          }),
        });
      }
      await handleAll(events.map((event) => event.id));
    });
    expect((await attempt(attemptId)).state).toBe("succeeded");
  });
});
