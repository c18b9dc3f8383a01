import { makeTopUp } from "@/lib/billing/testing/top-ups";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Examples, World } from "@/lib/core/testing/world";

type Tenant = Pick<World["tenant"], "organizationId">;

/** A top-up's payment that was begun a moment ago. @returns its id. */
export async function begunPayment({ organizationId }: Tenant): Promise<string> {
  const { attemptId } = await makeTopUp({ organizationId });
  if (!attemptId) throw new Error("The top-up has no payment.");
  await prisma.paymentAttempt.update({
    where: { id: attemptId },
    data: { state: "created", sessionRef: null, paymentRef: null, chargeRef: null, payUrl: null },
    select: { id: true },
  });
  return attemptId;
}

/** What a provider says of a payment of 50 USD that came in. */
export const paidFacts = (attemptId: string): PaymentFacts => ({
  provider: "stripe",
  attemptId,
  sessionRef: `cs_${attemptId}`,
  paymentRef: `pi_${attemptId}`,
  chargeRef: `ch_${attemptId}`,
  status: "paid",
  received: { amount: "50", currency: "USD" },
  fee: { amount: "1.75", currency: "USD" },
  paidAt: now().toISOString(),
  failure: null,
  means: { kind: "card", brand: "visa", last4: "4242" },
  refunds: [],
  disputes: [],
  method: null,
});

/** An event of a tenant's payment as it stands in the database. @returns its id. */
export async function keptEvent(
  { organizationId }: Tenant,
  state: "received" | "failed" | "handled" = "failed",
): Promise<string> {
  const attemptId = await begunPayment({ organizationId });
  const id = newId();
  await prisma.paymentEvent.create({
    data: {
      id,
      provider: "stripe",
      providerEventId: `evt_${id}`,
      type: "payment_intent.succeeded",
      signatureState: "valid",
      state,
      attempts: 1,
      error: state === "failed" ? "The payment provider does not answer." : null,
      payload: {
        id: `evt_${id}`,
        type: "payment_intent.succeeded",
        data: {
          object: { id: `pi_${attemptId}`, object: "payment_intent", receipt_email: "ada@example.test" },
        },
      },
      objectRef: `pi_${attemptId}`,
      organizationId,
      attemptId,
      receivedAt: now(),
    },
    select: { id: true },
  });
  return id;
}

const system = true;

export const paymentExamples: Examples = {
  commands: {
    "payment-attempts.opened": async ({ tenant }) => ({
      input: {
        attemptId: await begunPayment(tenant),
        sessionRef: `cs_${newId()}`,
        paymentRef: null,
        payUrl: "https://pay.example.test/1",
        expiresAt: now().toISOString(),
      },
      system,
    }),
    "payment-attempts.failed-to-open": async ({ tenant }) => ({
      input: { attemptId: await begunPayment(tenant), code: "amount_too_small", reason: "Too small." },
      system,
    }),
    "payment-attempts.apply": async ({ tenant }) => {
      const attemptId = await begunPayment(tenant);
      return { input: { attemptId, facts: paidFacts(attemptId), askedAt: now().toISOString() }, system };
    },
    "payment-attempts.confirm": async ({ tenant }) => ({
      input: { attemptId: await begunPayment(tenant), askedAt: now().toISOString() },
      system,
    }),
    "payment-attempts.close": async ({ tenant }) => ({
      input: { attemptId: await begunPayment(tenant) },
      system,
    }),
    "payment-attempts.sync": async ({ tenant }) => ({ input: { attemptId: await begunPayment(tenant) } }),
    "payment-events.receive": async () => ({
      input: {
        provider: "stripe",
        providerEventId: `evt_${newId()}`,
        type: "charge.refunded",
        payload: {},
        objectRef: null,
        occurredAt: null,
        address: null,
      },
      system,
      targetless: true,
    }),
    "payment-events.refuse": async () => ({
      input: {
        provider: "stripe",
        signatureError: "no_match",
        bytes: 10,
        digest: "0".repeat(64),
        unrecorded: 0,
        address: null,
      },
      system,
      targetless: true,
    }),
    "payment-events.take": async ({ tenant }) => ({
      input: { eventId: await keptEvent(tenant, "received") },
      system,
    }),
    "payment-events.settle": async ({ tenant }) => ({
      input: { eventId: await keptEvent(tenant, "received"), outcome: "ignored" },
      system,
    }),
    "payment-events.reprocess": async ({ tenant }) => ({
      input: { eventId: await keptEvent(tenant), reason: "the provider was away" },
    }),
    "payment-events.reveal": async ({ tenant }) => ({
      input: { eventId: await keptEvent(tenant), reason: "the customer asks" },
    }),
  },
  rows: {
    "payment-attempts": async ({ tenant }) => begunPayment(tenant),
    "payment-events": async ({ tenant }) => keptEvent(tenant),
  },
};
