import type { MethodFacts, PaymentFacts, RefundFacts } from "@/lib/commerce/providers/facts";
import type { Money } from "@/lib/core/money";

/** How a provider finds a payment again: by whichever of its ids we have. */
export type PaymentRefs = { sessionRef: string | null; paymentRef: string | null };

export type CheckoutRequest = {
  attemptId: string;
  /** Its number, as the provider's console shows it. */
  number: string;
  amount: Money;
  /** What the payer reads: "TOP000042". */
  description: string;
  /** Fills in the payer's address; ignored where `payerRef` names them. */
  email: string | null;
  payerRef: string | null;
  /** Whether the method is kept for later payments without the payer. */
  saveMethod: boolean;
  expiresAt: Date;
  locale: string | null;
};

export type Checkout = { sessionRef: string; paymentRef: string | null; payUrl: string; expiresAt: Date };

export type ChargeRequest = {
  attemptId: string;
  number: string;
  amount: Money;
  description: string;
  payerRef: string;
  methodRef: string;
};

export type RefundRequest = { refundId: string; number: string; paymentRef: string; amount: Money };

/** What an event of a provider is about, as far as its refs say; nothing else in an event is believed. */
export type EventSubject =
  | { about: "payment"; attemptId: string | null; sessionRef: string | null; paymentRef: string | null }
  | { about: "method"; methodRef: string }
  | { about: "nothing" };

/**
 * Somebody who moves money for us. WeChat Pay and Fuiou come as further implementations; nothing outside of a provider's folder
 * knows how one works (admin-prd 6, connectivity 7).
 *
 * What writes takes an idempotency key: the same key never acts twice. Every method throws ProviderError and nothing else.
 */
export type PaymentProvider = {
  name: string;
  /** Whether an amount can be paid with it at all: its currency and digits. */
  takes(amount: Money): boolean;
  /** What an event it sent is about. */
  subjectOf(type: string, payload: unknown): EventSubject;
  /** Opens a page to pay on. */
  openCheckout(request: CheckoutRequest, key: string): Promise<Checkout>;
  /** Charges a kept method without the payer. A declined one is an answer, not an error: `failed` with its reason. */
  chargeSaved(request: ChargeRequest, key: string): Promise<PaymentFacts>;
  /** How a payment stands now, with its charge, fee, refunds and disputes; null when there is no such payment. */
  retrieve(refs: PaymentRefs): Promise<PaymentFacts | null>;
  /** Finds a payment whose refs were lost, by the attempt it was made for. */
  find(attemptId: string): Promise<PaymentFacts | null>;
  /** Sees to it that an open checkout cannot be paid any more. One that is not open stays as it is. */
  closeCheckout(sessionRef: string): Promise<void>;
  /** Gives money back. `pending` where the bank takes its time. */
  refund(request: RefundRequest, key: string): Promise<RefundFacts>;
  /** A refund of ours as it stands now; null when the provider never made it. */
  findRefund(of: { paymentRef: string; refundId: string }): Promise<RefundFacts | null>;
  /** Makes a payer to whom methods can be kept. @returns the provider's id of them. */
  createPayer(
    payer: { organizationId: string; customerId: string | null; name: string; email: string | null },
    key: string,
  ): Promise<string>;
  /** Opens a page on which a payer leaves a method without paying. */
  openSetup(
    setup: { payerRef: string; currency: string; returnUrl: string; locale: string | null },
    key: string,
  ): Promise<{ url: string }>;
  retrieveMethod(methodRef: string): Promise<MethodFacts | null>;
  /** Forgets a kept method; one that is forgotten already is no error. */
  detachMethod(methodRef: string): Promise<void>;
};
