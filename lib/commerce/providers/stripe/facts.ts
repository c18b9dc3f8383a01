import type Stripe from "stripe";
import type {
  DisputeFacts,
  MeansFacts,
  MethodFacts,
  PaymentFacts,
  RefundFacts,
} from "@/lib/commerce/providers/facts";
import { fromStripe } from "@/lib/commerce/providers/stripe/amounts";

/** Where Stripe keeps which attempt of ours a payment was made for, and which refund. */
export const attemptKey = "attempt";
export const refundKey = "refund";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id of ours out of an object's metadata; anything else there is none. */
export const ourId = (metadata: Stripe.Metadata | null | undefined, key: string): string | null => {
  const value = metadata?.[key];
  return value && uuid.test(value) ? value : null;
};

/** The id of what may have been expanded. */
export const idOf = (of: string | { id: string } | null | undefined): string | null =>
  typeof of === "string" ? of : (of?.id ?? null);

/** What was expanded; null where Stripe left it out. */
export const whole = <T extends object>(of: string | T | null | undefined): T | null =>
  typeof of === "object" ? of : null;

const momentOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

export function methodOf(method: Stripe.PaymentMethod): MethodFacts | null {
  const { card, us_bank_account: bank } = method;
  const common = { providerRef: method.id, payerRef: idOf(method.customer) };
  if (method.type === "card" && card)
    return {
      ...common,
      kind: "card",
      brand: card.brand,
      last4: card.last4,
      expiryMonth: card.exp_month,
      expiryYear: card.exp_year,
    };
  if (method.type === "us_bank_account" && bank)
    return {
      ...common,
      kind: "us_bank_account",
      brand: bank.bank_name,
      last4: bank.last4,
      expiryMonth: null,
      expiryYear: null,
    };
  return null;
}

/**
 * What a payment was made with, or what was declined last. A charge keeps it as it was then; a try that ended before there was a
 * charge has it in its error.
 */
function meansOf(intent: Stripe.PaymentIntent | null): MeansFacts | null {
  const of =
    whole(intent?.latest_charge)?.payment_method_details ??
    intent?.last_payment_error?.payment_method ??
    null;
  if (!of) return null;
  const { type, card, us_bank_account: bank } = of;
  if (type === "card" && card) return { kind: "card", brand: card.brand, last4: card.last4 };
  if (type === "us_bank_account" && bank)
    return { kind: "us_bank_account", brand: bank.bank_name, last4: bank.last4 };
  return { kind: "other", brand: type, last4: null };
}

export const refundOf = (refund: Stripe.Refund): RefundFacts => ({
  providerRef: refund.id,
  refundId: ourId(refund.metadata, refundKey),
  amount: fromStripe(refund.amount, refund.currency),
  status:
    refund.status === "succeeded"
      ? "succeeded"
      : refund.status === "failed" || refund.status === "canceled"
        ? "failed"
        : "pending",
  failureReason: refund.failure_reason ?? (refund.status === "canceled" ? "canceled" : null),
});

export function disputeOf(dispute: Stripe.Dispute): DisputeFacts {
  const { status } = dispute;
  const inquiry = status.startsWith("warning_");
  return {
    providerRef: dispute.id,
    amount: fromStripe(dispute.amount, dispute.currency),
    reason: dispute.reason,
    status:
      status === "won" || status === "warning_closed" || status === "prevented"
        ? "won"
        : status === "lost"
          ? "lost"
          : "open",
    providerStatus: status,
    withdrawn: !inquiry && status !== "prevented",
    fees: dispute.balance_transactions
      .filter((movement) => movement.fee > 0)
      .map((movement) => ({ ref: movement.id, amount: fromStripe(movement.fee, movement.currency) })),
    openedAt: momentOf(dispute.created),
  };
}

type Seen = {
  session: Stripe.Checkout.Session | null;
  intent: Stripe.PaymentIntent | null;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
};

/** A payment as Stripe tells it, out of everything it keeps of one. */
export function paymentOf({ session, intent, refunds, disputes }: Seen): PaymentFacts {
  const charge = whole(intent?.latest_charge);
  const booked = whole(charge?.balance_transaction);
  const status = statusOf(session, intent);
  const paid = status === "paid" && intent !== null;
  const error = intent?.last_payment_error;
  const method = whole(intent?.payment_method);
  return {
    provider: "stripe",
    attemptId: ourId(session?.metadata, attemptKey) ?? ourId(intent?.metadata, attemptKey),
    sessionRef: session?.id ?? null,
    paymentRef: intent?.id ?? null,
    chargeRef: idOf(intent?.latest_charge),
    status,
    received: paid ? fromStripe(intent.amount_received, intent.currency) : null,
    fee: paid && booked ? fromStripe(booked.fee, booked.currency) : null,
    paidAt: paid ? momentOf(charge?.created ?? intent.created) : null,
    failure:
      !paid && error
        ? {
            code: error.decline_code ?? error.code ?? null,
            reason: error.message ?? error.code ?? error.type,
          }
        : null,
    means: meansOf(intent),
    refunds: refunds.map(refundOf),
    disputes: disputes.map(disputeOf),
    method: paid && method?.customer ? methodOf(method) : null,
  };
}

function statusOf(
  session: Stripe.Checkout.Session | null,
  intent: Stripe.PaymentIntent | null,
): PaymentFacts["status"] {
  if (intent?.status === "succeeded") return "paid";
  if (intent?.status === "processing") return "processing";
  // On an open page the payer may try another card; what was declined there decides nothing.
  if (session?.status === "open") return "open";
  if (session?.status === "expired") return "expired";
  if (intent?.status === "canceled") return "canceled";
  if (session?.status === "complete") return intent ? "failed" : "open";
  // Charged without the payer: a declined charge is not tried again, and nobody is there to confirm one.
  return intent?.last_payment_error || intent?.status === "requires_action" ? "failed" : "open";
}
