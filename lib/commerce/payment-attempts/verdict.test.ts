import fc from "fast-check";
import { expect, it } from "vitest";
import { type PaymentAttemptState, paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { verdictOn } from "@/lib/commerce/payment-attempts/verdict";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import { Money } from "@/lib/core/money";

const usd = (amount: string) => ({ amount, currency: "USD" });

const factsOf = (status: PaymentFacts["status"], changes: Partial<PaymentFacts> = {}): PaymentFacts => ({
  provider: "stripe",
  attemptId: null,
  sessionRef: "cs",
  paymentRef: "pi",
  chargeRef: null,
  status,
  received: status === "paid" ? usd("50") : null,
  fee: null,
  paidAt: null,
  failure: null,
  means: null,
  refunds: [],
  disputes: [],
  method: null,
  ...changes,
});

/** Tells an attempt a history of facts, as `payment-attempts.apply` would. @returns how it ends and how often money came. */
function told(history: PaymentFacts[], from: PaymentAttemptState = "created") {
  const attempt = { state: from, amount: Money.of("50", "USD"), closing: false, feeKnown: false };
  let [received, fees] = [0, 0];
  for (const facts of history) {
    const { move, fee } = verdictOn(attempt, facts);
    if (move) attempt.state = paymentAttemptMachine.moves[move].to;
    if (move === "succeed") received++;
    if (fee) {
      fees++;
      attempt.feeKnown = true;
    }
  }
  return { state: attempt.state, received, fees };
}

/** What a payment's truth may be over time, the last being how it ended. */
const lives: PaymentFacts[][] = [
  [factsOf("open"), factsOf("paid"), factsOf("paid", { fee: usd("1.75") })],
  [factsOf("open"), factsOf("processing"), factsOf("paid", { fee: usd("0.40") })],
  [factsOf("open", { failure: { code: "card_declined", reason: "No." } }), factsOf("paid")],
  [factsOf("open"), factsOf("processing"), factsOf("failed")],
  [factsOf("open"), factsOf("expired")],
  [factsOf("open"), factsOf("canceled")],
];

it("ends as the provider's last word says, in whatever order and however often its words are heard", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...lives).chain((life) =>
        fc.record({
          life: fc.constant(life),
          heard: fc.array(fc.nat({ max: life.length - 1 }), { maxLength: 12 }).chain((extra) =>
            fc.shuffledSubarray(
              [...life.keys(), ...extra].map((index, at) => [at, index] as const),
              { minLength: life.length + extra.length },
            ),
          ),
        }),
      ),
      ({ life, heard }) => {
        const inOrder = told(life);
        expect(told(heard.map(([, index]) => life[index]!))).toEqual(inOrder);
        expect(inOrder.received).toBeLessThanOrEqual(1);
        expect(inOrder.fees).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 2000 },
  );
});

it("counts money that comes after we gave up", () => {
  for (const from of ["failed", "canceled", "expired"] as const)
    expect(told([factsOf("paid")], from)).toMatchObject({ state: "succeeded", received: 1 });
  expect(told([factsOf("failed")], "succeeded").state).toBe("succeeded");
});

it("calls a page that we closed canceled, and one that ran out expired", () => {
  const attempt = { state: "pending" as const, amount: Money.of("50", "USD"), feeKnown: false };
  expect(verdictOn({ ...attempt, closing: true }, factsOf("expired")).move).toBe("cancel");
  expect(verdictOn({ ...attempt, closing: false }, factsOf("expired")).move).toBe("expire");
  expect(verdictOn({ ...attempt, closing: true }, factsOf("paid")).move).toBe("succeed");
});

it("sees that another amount, or another currency, came", () => {
  const attempt = {
    state: "pending" as const,
    amount: Money.of("50", "USD"),
    closing: false,
    feeKnown: false,
  };
  const differs = (amount: string, currency = "USD") =>
    verdictOn(attempt, factsOf("paid", { received: { amount, currency } })).differs;
  expect(differs("50")).toBe(false);
  expect(differs("50.00")).toBe(false);
  expect(differs("49.99")).toBe(true);
  expect(differs("50", "EUR")).toBe(true);
});
