import { createHash } from "node:crypto";
import { applyFacts } from "@/lib/commerce/payment-attempts/apply";
import { receiveEvent } from "@/lib/commerce/payment-events/receive";
import { takeEvent } from "@/lib/commerce/payment-events/take";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import { after } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { Money } from "@/lib/core/money";
import { addressOf } from "@/prisma/seed/demo/actors";
import type { Cast } from "@/prisma/seed/demo/money/cast";

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** An id as the provider writes them, always the same for the same text. */
export const providerRef = (prefix: string, text: string): string =>
  `${prefix}_demo${[...createHash("sha256").update(`${prefix}:${text}`).digest()]
    .slice(0, 20)
    .map((byte) => letters[byte % letters.length])
    .join("")}`;

type Told = {
  /** Names the payment in this story. */
  key: string;
  attemptId: string;
  amount: { amount: string; currency: string };
  at: Date;
};

const refs = (key: string) => ({
  sessionRef: providerRef("cs_test", key),
  paymentRef: providerRef("pi", key),
  chargeRef: providerRef("ch", key),
});

const wallets = [
  { kind: "card", brand: "visa", last4: "4242" },
  { kind: "card", brand: "mastercard", last4: "5556" },
  { kind: "card", brand: "visa", last4: "1881" },
  { kind: "card", brand: "amex", last4: "8431" },
  { kind: "card", brand: "unionpay", last4: "0005" },
] satisfies PaymentFacts["means"][];

/** Which of these somebody paid with, always the same for the same payment. */
const meansOf = (key: string): PaymentFacts["means"] =>
  wallets[createHash("sha256").update(key).digest().readUInt8() % wallets.length] ?? null;

/** What a card costs: 2.9 % and 30 cents. */
const feeOn = ({ amount, currency }: Told["amount"]) =>
  Money.of(amount, currency).times("0.029").plus(Money.of("0.3", currency)).roundedToMinorUnit().toJSON();

export const paidFacts = ({ key, attemptId, amount, at }: Told): PaymentFacts => ({
  ...bareFacts({ key, attemptId }),
  status: "paid",
  received: amount,
  fee: feeOn(amount),
  paidAt: after(at, -4000).toISOString(),
  means: meansOf(key),
});

export const failedFacts = (told: Told, failure: { code: string; reason: string }): PaymentFacts => ({
  ...bareFacts(told),
  status: "failed",
  failure,
  means: meansOf(told.key),
});

export const expiredFacts = (told: Told): PaymentFacts => ({
  ...bareFacts(told),
  paymentRef: null,
  chargeRef: null,
  status: "expired",
});

const bareFacts = ({ key, attemptId }: Pick<Told, "key" | "attemptId">): PaymentFacts => ({
  provider: "stripe",
  attemptId,
  ...refs(key),
  status: "open",
  received: null,
  fee: null,
  paidAt: null,
  failure: null,
  means: null,
  refunds: [],
  disputes: [],
  method: null,
});

const eventTypes: Partial<Record<PaymentFacts["status"], string>> = {
  paid: "checkout.session.completed",
  failed: "payment_intent.payment_failed",
  expired: "checkout.session.expired",
};

/**
 * The provider tells of a payment, and what it says is taken over: an event like those of its webhooks, and the facts it would
 * have given when asked. The payment is over then and nobody asks about it again.
 */
export async function providerTells(cast: Cast, told: Told, facts: PaymentFacts): Promise<void> {
  const { stage, system } = cast;
  const { key, attemptId, at } = told;
  const eventId = await hearOf(cast, told, eventTypes[facts.status] ?? "charge.updated");
  await stage.act(
    `${key}:${facts.status}`,
    after(at, 1500),
    applyFacts,
    { attemptId, facts, askedAt: after(at, 1400).toISOString(), eventId },
    system,
  );
}

/** An event arrives and somebody sets about handling it. @returns its id. */
export async function hearOf(
  { stage, system }: Cast,
  { key, attemptId, amount, at }: Told,
  type: string,
  occasion = type,
): Promise<string> {
  const { sessionRef, paymentRef, chargeRef } = refs(key);
  const providerEventId = providerRef("evt", `${key}:${occasion}`);
  const units = Number(Money.of(amount.amount, amount.currency).toMinorUnits());
  const session = type.startsWith("checkout.session");
  const object = {
    id: session ? sessionRef : type.startsWith("charge") ? chargeRef : paymentRef,
    object: session ? "checkout.session" : type.startsWith("charge") ? "charge" : "payment_intent",
    amount: units,
    currency: amount.currency.toLowerCase(),
    payment_intent: paymentRef,
    client_reference_id: attemptId,
    metadata: { attempt_id: attemptId },
  };
  await stage.act(
    `${key}:event:${occasion}`,
    at,
    receiveEvent,
    {
      provider: "stripe",
      providerEventId,
      type,
      payload: {
        id: providerEventId,
        object: "event",
        type,
        created: Math.floor(at.getTime() / 1000),
        livemode: false,
        data: { object },
      },
      objectRef: paymentRef,
      occurredAt: after(at, -1000).toISOString(),
      address: addressOf("the provider"),
    },
    system,
  );
  const { id: eventId } = await prisma.paymentEvent.findUniqueOrThrow({
    where: { provider_providerEventId: { provider: "stripe", providerEventId } },
    select: { id: true },
  });
  await stage.act(`${key}:take:${occasion}`, after(at, 800), takeEvent, { eventId }, system);
  return eventId;
}
