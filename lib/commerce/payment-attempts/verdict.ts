import {
  type PaymentAttemptMove,
  type PaymentAttemptState,
  paymentAttemptMachine,
} from "@/lib/commerce/payment-attempts/machine";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import { Money } from "@/lib/core/money";

/** What of an attempt decides what a provider's facts mean for it. */
export type Standing = {
  state: PaymentAttemptState;
  amount: Money;
  /** Whether we asked the provider to close it. */
  closing: boolean;
  /** Whether the provider's fee is posted. */
  feeKnown: boolean;
};

export type Verdict = {
  move: PaymentAttemptMove | null;
  /** Whether money came that is not the amount asked for: it is set aside. */
  differs: boolean;
  fee: Money | null;
};

const wanted: Record<PaymentFacts["status"], PaymentAttemptMove> = {
  open: "open",
  processing: "process",
  paid: "succeed",
  failed: "fail",
  canceled: "cancel",
  expired: "expire",
};

/**
 * What a provider's facts mean for an attempt, whatever was known before and in whatever order they come: states only move on,
 * and money counts once. Facts that are older than the state change nothing.
 */
export function verdictOn(attempt: Standing, facts: PaymentFacts): Verdict {
  const closed = facts.status === "expired" && attempt.closing;
  const move = closed ? "cancel" : wanted[facts.status];
  const possible = paymentAttemptMachine.moves[move].from.includes(attempt.state);
  const received = facts.received ? Money.of(facts.received.amount, facts.received.currency) : null;
  return {
    move: possible ? move : null,
    differs:
      received !== null &&
      (received.currency !== attempt.amount.currency || received.compare(attempt.amount) !== 0),
    fee: facts.fee && !attempt.feeKnown ? Money.of(facts.fee.amount, facts.fee.currency) : null,
  };
}
