import { z } from "zod";

/** A provider's view of things as plain data: it travels between durable steps and into commands. */
const amount = z.strictObject({ amount: z.string(), currency: z.string().length(3) });
const ref = z.string().max(255);
const at = z.iso.datetime();

/** A card or bank account a provider keeps. */
export const methodFacts = z.strictObject({
  providerRef: ref,
  /** Whose it is at the provider; null when it is nobody's any more. */
  payerRef: ref.nullable(),
  kind: z.enum(["card", "us_bank_account"]),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  expiryMonth: z.int().nullable(),
  expiryYear: z.int().nullable(),
});
export type MethodFacts = z.infer<typeof methodFacts>;

/** What a payer paid, or tried to pay, with: a card, an account, or what else a provider takes, named by its `brand`. */
export const meansFacts = z.strictObject({
  kind: z.enum(["card", "us_bank_account", "other"]),
  brand: z.string().max(100).nullable(),
  last4: z.string().max(4).nullable(),
});
export type MeansFacts = z.infer<typeof meansFacts>;

export const refundFacts = z.strictObject({
  providerRef: ref,
  /** The refund of ours it was made for; null when somebody made it at the provider. */
  refundId: z.uuid().nullable(),
  amount,
  status: z.enum(["pending", "succeeded", "failed"]),
  failureReason: z.string().nullable(),
});
export type RefundFacts = z.infer<typeof refundFacts>;

export const disputeFacts = z.strictObject({
  providerRef: ref,
  amount,
  reason: z.string(),
  status: z.enum(["open", "won", "lost"]),
  /** The provider's own word for how it stands. */
  providerStatus: z.string(),
  /** Whether the bank took the money away: an inquiry leaves it. */
  withdrawn: z.boolean(),
  /** What the provider asks for its trouble, each once. */
  fees: z.array(z.strictObject({ ref, amount })),
  openedAt: at,
});
export type DisputeFacts = z.infer<typeof disputeFacts>;

/** How a payment stands, as the provider tells it when asked. */
export const paymentFacts = z.strictObject({
  provider: z.string(),
  /** The attempt of ours it was made for, as the provider remembers it. */
  attemptId: z.uuid().nullable(),
  sessionRef: ref.nullable(),
  paymentRef: ref.nullable(),
  chargeRef: ref.nullable(),
  status: z.enum(["open", "processing", "paid", "failed", "canceled", "expired"]),
  /** What the payer paid; null until then. */
  received: amount.nullable(),
  /** What the provider keeps of it; null until it says. May be in the currency it pays out in. */
  fee: amount.nullable(),
  paidAt: at.nullable(),
  /** Why the last try was declined, in the provider's words. */
  failure: z.strictObject({ code: z.string().nullable(), reason: z.string() }).nullable(),
  /** What it was paid with, or what was declined last; null until the provider says. */
  means: meansFacts.nullable().default(null),
  refunds: z.array(refundFacts),
  disputes: z.array(disputeFacts),
  /** A method it was paid with that the payer let us keep. */
  method: methodFacts.nullable(),
});
export type PaymentFacts = z.infer<typeof paymentFacts>;
