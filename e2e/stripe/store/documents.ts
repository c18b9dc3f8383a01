import { randomBytes } from "node:crypto";
import type Stripe from "stripe";

/** The objects the sandbox keeps, by the name Stripe gives them in `object`. References between them are ids. */
export interface Documents {
  customer: Stripe.Customer;
  "checkout.session": Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  setup_intent: Stripe.SetupIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance_transaction: Stripe.BalanceTransaction;
}

export type Kind = keyof Documents;
export type Document = Documents[Kind];

const kindsByPrefix: Record<string, Kind> = {
  cus: "customer",
  cs: "checkout.session",
  pi: "payment_intent",
  seti: "setup_intent",
  pm: "payment_method",
  ch: "charge",
  py: "charge",
  re: "refund",
  pyr: "refund",
  du: "dispute",
  txn: "balance_transaction",
};

/** What kind of object an id names, or undefined when it is the id of none. */
export const kindOf = (id: string): Kind | undefined => kindsByPrefix[id.slice(0, id.indexOf("_"))];

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id as Stripe writes it: the prefix and 24 letters and digits. */
export const newId = (prefix: string): string =>
  `${prefix}_${[...randomBytes(24)].map((byte) => letters[byte % letters.length]).join("")}`;

/** The id behind a reference, whether it is expanded or not. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (!reference) return null;
  return typeof reference === "string" ? reference : reference.id;
}
