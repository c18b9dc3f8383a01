import "@/lib/core/testing/database";
import fc from "fast-check";
import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sdkFor, secretKey } from "@/e2e/stripe/testing/client";
import { closeTopUp } from "@/lib/billing/top-ups/close";
import { topUps } from "@/lib/billing/top-ups/resource";
import { applyFacts } from "@/lib/commerce/payment-attempts/apply";
import { askAbout } from "@/lib/commerce/payment-attempts/ask";
import { beginPayment } from "@/lib/commerce/payment-attempts/begin";
import { closeOpenPayment } from "@/lib/commerce/payment-attempts/close-open";
import { attemptsDue, attemptsOpen } from "@/lib/commerce/payment-attempts/due";
import {
  begun,
  callProvider,
  giveUpOpening,
  planOpening,
  settleOpening,
} from "@/lib/commerce/payment-attempts/open";
import { paymentAttempts } from "@/lib/commerce/payment-attempts/resource";
import { ProviderError } from "@/lib/commerce/providers/errors";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import { stripe } from "@/lib/commerce/providers/stripe/provider";
import {
  attempt,
  balances,
  beginTopUp,
  openBegun,
  openedTopUp,
  postings,
  sandbox,
  topUpState,
} from "@/lib/commerce/testing/stripe";
import { after, hours, minutes, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { record } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let sdk: Stripe;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  sdk = sdkFor(sandbox, secretKey);
});
afterEach(() => sandbox.controls.recover());
afterAll(() => sandbox.stop());

const { controls } = sandbox;
const later = (milliseconds: number) => after(now(), milliseconds);

/** What the lists of payments and of top-ups say something was paid with. */
async function paidWithOf({ attemptId, topUpId }: { attemptId: string; topUpId: string }) {
  const caller = await systemCaller("test");
  const [payment, topUp] = await Promise.all([
    record(paymentAttempts, attemptId, caller),
    record(topUps, topUpId, caller),
  ]);
  return [payment.paidWith, topUp.paidWith, topUp.means];
}

/** What the provider says of a payment now. */
async function factsOf(attemptId: string): Promise<PaymentFacts> {
  const { sessionRef } = await attempt(attemptId);
  const facts = await stripe.retrieve({ sessionRef, paymentRef: null });
  if (!facts) throw new Error("The provider knows no such payment.");
  return facts;
}

describe("a page to pay on", () => {
  it("opens, is paid by card, and the fee follows", async () => {
    const { organizationId } = await makeTenant(allPermissions);
    const { attemptId, topUpId, sessionRef } = await openedTopUp(organizationId);
    expect(await attempt(attemptId)).toMatchObject({
      state: "pending",
      payUrl: expect.stringMatching(/^http/),
    });
    await controls.pay({ session: sessionRef });
    expect(await askAbout(attemptId)).toEqual({ attemptId, state: "succeeded" });
    const paid = await attempt(attemptId);
    expect(paid).toMatchObject({
      state: "succeeded",
      payUrl: null,
      paymentRef: expect.stringMatching(/^pi_/),
    });
    expect([paid.received?.toFixed(2), paid.fee?.toFixed(2)]).toEqual(["50.00", "1.75"]);
    expect(await topUpState(topUpId)).toBe("succeeded");
    expect(await balances(organizationId)).toEqual({
      clearing: "-48.25",
      provider_fees: "-1.75",
      wallet_cash: "50",
    });
  });

  it("opened again after its answer was lost, is still one page", async () => {
    const { attemptId, data } = await beginTopUp(tenant.organizationId);
    const plan = (await planOpening(begun.parse(data)))!;
    await controls.fault({ kind: "cut", times: 2, path: "/v1/checkout/sessions" });
    await expect(callProvider(plan)).rejects.toMatchObject({ name: "ProviderError", kind: "unknown" });
    const answer = await callProvider(plan);
    expect(answer.outcome).toBe("opened");
    const sessions = await sdk.checkout.sessions.list({ limit: 100 });
    expect(sessions.data.filter((session) => session.metadata?.attempt === attemptId)).toHaveLength(1);
  });

  it("that cannot be opened ends the payment in the provider's words", async () => {
    const { attemptId, topUpId, data } = await beginTopUp(tenant.organizationId, { amount: "0.20" });
    await openBegun(data);
    expect(await attempt(attemptId)).toMatchObject({
      state: "failed",
      failureCode: "amount_too_small",
      failureReason: expect.stringMatching(/at least \$0.50/),
    });
    expect(await topUpState(topUpId)).toBe("failed");
  });

  it("of a provider that stays away fails, for nobody has its address", async () => {
    const { attemptId, data } = await beginTopUp(tenant.organizationId);
    await controls.fault({ kind: "error", status: 500 });
    const plan = (await planOpening(begun.parse(data)))!;
    const error = await callProvider(plan).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ProviderError);
    await giveUpOpening(attemptId, error as Error);
    expect(await attempt(attemptId)).toMatchObject({ state: "failed", failureCode: "provider_unavailable" });
  });

  it("on which a card was declined stays open and says so", async () => {
    const { attemptId, topUpId, sessionRef } = await openedTopUp(tenant.organizationId);
    await controls.decline({ session: sessionRef });
    await askAbout(attemptId);
    expect(await attempt(attemptId)).toMatchObject({ state: "pending", failureCode: "generic_decline" });
    expect(await topUpState(topUpId)).toBe("pending");
    expect(await paidWithOf({ attemptId, topUpId })).toEqual(["Visa ••0002", "Visa ••0002", "card"]);
    const declined = await factsOf(attemptId);
    await controls.pay({ session: sessionRef, number: "5555 5555 5555 4444" });
    await askAbout(attemptId);
    expect(await attempt(attemptId)).toMatchObject({ state: "succeeded", failureCode: null });
    // What was said of the card that was declined comes late.
    await perform(
      applyFacts,
      { attemptId, facts: declined, askedAt: now().toISOString() },
      await systemCaller("sync-payment"),
    );
    expect(await paidWithOf({ attemptId, topUpId })).toEqual([
      "Mastercard ••4444",
      "Mastercard ••4444",
      "card",
    ]);
  });

  it("may lead to a bank that says no days later", async () => {
    const { attemptId, topUpId, sessionRef } = await openedTopUp(tenant.organizationId);
    const session = await controls.pay({ session: sessionRef, number: "000222222227" });
    await askAbout(attemptId);
    expect(await attempt(attemptId)).toMatchObject({ state: "processing" });
    await controls.settle({ payment: String(session.payment_intent), outcome: "failed" });
    await askAbout(attemptId);
    expect(await attempt(attemptId)).toMatchObject({ state: "failed", failureCode: "insufficient_funds" });
    expect(await topUpState(topUpId)).toBe("failed");
    expect(await paidWithOf({ attemptId, topUpId })).toEqual([
      "Stripe Test Bank ••2227",
      "Stripe Test Bank ••2227",
      "us_bank_account",
    ]);
  });

  it("nobody pays expires", async () => {
    const { attemptId, sessionRef } = await openedTopUp(tenant.organizationId);
    await controls.expire({ session: sessionRef });
    await askAbout(attemptId);
    expect((await attempt(attemptId)).state).toBe("expired");
  });
});

describe("a payment whose top-up is closed", () => {
  const close = async (topUpId: string) =>
    perform(closeTopUp, { topUpId, reason: "changed their mind" }, await systemCaller("test"));

  it("cannot be paid any more", async () => {
    const { attemptId, topUpId, sessionRef } = await openedTopUp(tenant.organizationId);
    await close(topUpId);
    expect(await attemptsOpen({ topUpId })).toEqual([attemptId]);
    await closeOpenPayment(attemptId);
    expect(await attempt(attemptId)).toMatchObject({ state: "canceled", payUrl: null });
    expect((await sdk.checkout.sessions.retrieve(sessionRef)).status).toBe("expired");
  });

  it("is canceled at once when nobody was asked yet, and its page closed when it opens all the same", async () => {
    const { attemptId, topUpId, data } = await beginTopUp(tenant.organizationId);
    const plan = (await planOpening(begun.parse(data)))!;
    await close(topUpId);
    expect(await closeOpenPayment(attemptId)).toMatchObject({ state: "canceled" });
    await settleOpening(plan, await callProvider(plan));
    const { sessionRef, state, payUrl } = await attempt(attemptId);
    expect([state, payUrl]).toEqual(["canceled", null]);
    expect((await sdk.checkout.sessions.retrieve(sessionRef!)).status).toBe("expired");
  });

  it("and was paid at that moment is set aside to be given back", async () => {
    const { organizationId } = await makeTenant(allPermissions);
    const { attemptId, topUpId, sessionRef } = await openedTopUp(organizationId);
    await close(topUpId);
    await controls.pay({ session: sessionRef });
    await Promise.all([closeOpenPayment(attemptId), closeOpenPayment(attemptId), askAbout(attemptId)]);
    expect((await attempt(attemptId)).state).toBe("succeeded");
    expect(await balances(organizationId)).toEqual({
      clearing: "-48.25",
      provider_fees: "-1.75",
      suspense: "50",
    });
    const tasks = await prisma.refundTask.findMany({ where: { attemptId }, select: { cause: true } });
    expect(tasks).toEqual([{ cause: "paid_after_expiry" }]);
  });
});

describe("what the provider says", () => {
  it("counts once, from whatever moment and in whatever order it is heard", async () => {
    const moments = async () => {
      const payment = await openedTopUp(tenant.organizationId);
      const { sessionRef } = payment;
      const heard: PaymentFacts[] = [];
      const listen = async () =>
        heard.push((await stripe.retrieve({ sessionRef, paymentRef: null })) as PaymentFacts);
      await listen();
      await controls.decline({ session: sessionRef });
      await listen();
      const session = await controls.pay({ session: sessionRef, number: "000123456789" });
      await listen();
      const paymentRef = String(session.payment_intent);
      await controls.settle({ payment: paymentRef, outcome: "succeeded" });
      await listen();
      const dispute = await controls.dispute({ payment: paymentRef });
      await listen();
      await controls.closeDispute({ dispute: dispute.id, outcome: "won" });
      await listen();
      return { ...payment, heard };
    };
    const caller = await systemCaller("test");
    for (const order of fc.sample(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), 25)) {
      const { attemptId, topUpId, heard } = await moments();
      for (const index of order) {
        const facts = heard[index]!;
        await perform(applyFacts, { attemptId, facts, askedAt: now().toISOString() }, caller);
      }
      expect(await attempt(attemptId), order.join()).toMatchObject({ state: "succeeded", failureCode: null });
      expect(await topUpState(topUpId)).toBe("succeeded");
      expect(await postings(attemptId), order.join()).toEqual({
        dispute_opened: 1,
        dispute_won: 1,
        provider_fee: 2,
        top_up: 1,
      });
      const disputes = await prisma.dispute.findMany({ where: { attemptId }, select: { state: true } });
      expect(disputes, order.join()).toEqual([{ state: "won" }]);
    }
  }, 60_000);

  it("of another amount than was asked for is set aside", async () => {
    const { organizationId } = await makeTenant(allPermissions);
    const { attemptId, topUpId, sessionRef } = await openedTopUp(organizationId);
    await controls.pay({ session: sessionRef });
    const facts = (await stripe.retrieve({ sessionRef, paymentRef: null }))!;
    await perform(
      applyFacts,
      {
        attemptId,
        facts: { ...facts, received: { amount: "49", currency: "USD" } },
        askedAt: now().toISOString(),
      },
      await systemCaller("test"),
    );
    expect(await topUpState(topUpId)).toBe("pending");
    expect(await balances(organizationId)).toMatchObject({ suspense: "49" });
  });

  it("of an inquiry moves no money; a lost dispute stays lost", async () => {
    const { organizationId } = await makeTenant(allPermissions);
    const { attemptId, sessionRef } = await openedTopUp(organizationId);
    await controls.pay({ session: sessionRef });
    const facts = (await stripe.retrieve({ sessionRef, paymentRef: null }))!;
    const inquiry = {
      providerRef: "du_inquiry",
      amount: { amount: "50", currency: "USD" },
      reason: "fraudulent",
      status: "open" as const,
      providerStatus: "warning_needs_response",
      withdrawn: false,
      fees: [],
      openedAt: now().toISOString(),
    };
    const tell = async (changes: Partial<typeof inquiry> | Record<string, unknown>) =>
      perform(
        applyFacts,
        {
          attemptId,
          facts: { ...facts, disputes: [{ ...inquiry, ...changes }] },
          askedAt: now().toISOString(),
        },
        await systemCaller("test"),
      );
    await tell({});
    expect(await postings(attemptId)).toEqual({ provider_fee: 1, top_up: 1 });
    await tell({ withdrawn: true, providerStatus: "needs_response" });
    await tell({ withdrawn: true, providerStatus: "lost", status: "lost" });
    await tell({ withdrawn: true, providerStatus: "needs_response" });
    expect(await balances(organizationId)).toEqual({
      clearing: "1.75",
      disputes: "-50",
      provider_fees: "-1.75",
      wallet_cash: "50",
    });
    const disputes = await prisma.dispute.findMany({
      where: { attemptId },
      select: { state: true, outcome: true },
    });
    expect(disputes).toEqual([{ state: "lost", outcome: "lost" }]);
  });

  it("is asked for when nobody has heard of a payment for long", async () => {
    const { attemptId } = await openedTopUp(tenant.organizationId);
    expect(await attemptsDue()).not.toContain(attemptId);
    await withClock(later(minutes(16)), async () => {
      expect(await attemptsDue()).toContain(attemptId);
      await askAbout(attemptId);
      expect(await attemptsDue()).not.toContain(attemptId);
    });
  });
});

describe("a kept method", () => {
  async function keepCard(number?: string) {
    const { organizationId } = await makeTenant(allPermissions);
    const { attemptId, data } = await beginTopUp(organizationId);
    await openBegun(data, { saveMethod: true });
    const { sessionRef } = await attempt(attemptId);
    await controls.pay({ session: sessionRef!, number });
    await askAbout(attemptId);
    const method = await prisma.paymentMethod.findFirstOrThrow({
      where: { organizationId },
      select: { id: true, last4: true, preferred: true, state: true, providerRef: true },
    });
    return { organizationId, method };
  }

  it("is kept when its owner pays, and charged later without them", async () => {
    const { organizationId, method } = await keepCard();
    expect(method).toMatchObject({ last4: "4242", preferred: true, state: "active" });
    const { attemptId, topUpId, data } = await beginTopUp(organizationId, { savedMethodId: method.id });
    await openBegun(data);
    expect((await attempt(attemptId)).state).toBe("succeeded");
    expect(await topUpState(topUpId)).toBe("succeeded");
  });

  it("that is declined ends the payment in the bank's words", async () => {
    const { organizationId, method } = await keepCard("4000002760003184");
    const { attemptId, topUpId, data } = await beginTopUp(organizationId, { savedMethodId: method.id });
    await openBegun(data);
    expect(await attempt(attemptId)).toMatchObject({
      state: "failed",
      failureCode: "authentication_required",
    });
    expect(await topUpState(topUpId)).toBe("failed");
  });

  it("is charged once when the answer is lost, although nobody knows for a while", async () => {
    const { organizationId, method } = await keepCard();
    const { attemptId, topUpId, data } = await beginTopUp(organizationId, { savedMethodId: method.id });
    const plan = (await planOpening(begun.parse(data)))!;
    await controls.fault({ kind: "cut", times: 2, path: "/v1/payment_intents", method: "POST" });
    const error = await callProvider(plan).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ kind: "unknown" });
    await giveUpOpening(attemptId, error as Error);
    expect(await attempt(attemptId)).toMatchObject({ state: "created", failureCode: "answer_lost" });
    expect(await topUpState(topUpId)).toBe("pending");

    expect(await askAbout(attemptId)).toMatchObject({ state: "succeeded" });
    expect(await topUpState(topUpId)).toBe("succeeded");
    const made = await sdk.paymentIntents.search({ query: `metadata["attempt"]:"${attemptId}"` });
    expect(made.data).toHaveLength(1);
    expect(await postings(attemptId)).toEqual({ provider_fee: 1, top_up: 1 });
  });

  it("that was never charged fails only when the provider must know", async () => {
    const { organizationId, method } = await keepCard();
    const { attemptId, topUpId, data } = await beginTopUp(organizationId, { savedMethodId: method.id });
    const plan = (await planOpening(begun.parse(data)))!;
    await controls.fault({ kind: "refuse", times: 2, path: "/v1/payment_intents", method: "POST" });
    const error = await callProvider(plan).catch((failure: unknown) => failure);
    await giveUpOpening(attemptId, error as Error);
    expect(await askAbout(attemptId)).toBeNull();
    expect((await attempt(attemptId)).state).toBe("created");
    await withClock(later(hours(1) + 1000), () => askAbout(attemptId));
    expect(await attempt(attemptId)).toMatchObject({ state: "failed", failureCode: "never_made" });
    expect(await topUpState(topUpId)).toBe("failed");
  });

  it("of somebody else, or that is forgotten, is not charged", async () => {
    const { method } = await keepCard();
    await expect(beginTopUp(tenant.organizationId, { savedMethodId: method.id })).rejects.toMatchObject({
      reason: "billing.payment_method_unusable",
    });
  });
});

describe("an amount", () => {
  it.each([
    ["0", "USD"],
    ["-5", "USD"],
    ["50.001", "USD"],
    ["1.5", "JPY"],
    ["1.234", "KWD"],
  ])("of %s %s cannot be paid online", async (amount, currency) => {
    const { organizationId } = tenant;
    const begin = inTransaction((tx) =>
      beginPayment(
        { tx, now: now(), emit: () => {} },
        {
          topUpId: newId(),
          organizationId,
          customerId: null,
          amount: Money.of(amount, currency),
          description: "TOP",
        },
      ),
    );
    await expect(begin).rejects.toMatchObject({ reason: "commerce.amount_not_payable" });
  });
});
