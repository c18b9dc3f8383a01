import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { invalidRequest } from "../http/fault";
import { idOf, newId } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { type TestMethod, testMethod, testMethodOfToken } from "./test-methods";

/** Makes the method a person has typed in, or a token of the documentation names. */
export async function createMethod(
  tx: Transaction,
  of: TestMethod,
  person: { name: string | null; email: string | null },
): Promise<Stripe.PaymentMethod> {
  const last4 = of.number.slice(-4);
  const fingerprint = createHash("sha256").update(of.number).digest("base64url").slice(0, 16);
  const details =
    of.type === "card"
      ? {
          card: {
            brand: of.brand,
            checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
            country: "US",
            display_brand: of.brand,
            exp_month: 12,
            exp_year: new Date(tx.nowMs).getUTCFullYear() + 3,
            fingerprint,
            funding: "credit",
            generated_from: null,
            last4,
            networks: { available: [of.brand], preferred: null },
            regulated_status: "unregulated",
            three_d_secure_usage: { supported: true },
            wallet: null,
          } satisfies Stripe.PaymentMethod.Card,
        }
      : {
          us_bank_account: {
            account_holder_type: "individual",
            account_type: "checking",
            bank_name: of.brand,
            financial_connections_account: null,
            fingerprint,
            last4,
            networks: { preferred: "ach", supported: ["ach"] },
            routing_number: "110000000",
            status_details: {},
          } satisfies Stripe.PaymentMethod.UsBankAccount,
        };
  return tx.insert<Stripe.PaymentMethod>(
    {
      id: newId("pm"),
      object: "payment_method",
      allow_redisplay: "unspecified",
      billing_details: { address: null, email: person.email, name: person.name, phone: null, tax_id: null },
      created: tx.now,
      customer: null,
      customer_account: null,
      livemode: false,
      metadata: {},
      type: of.type,
      ...details,
    },
    { number: of.number },
  );
}

/** The method a request names: a saved one, or a new one for a token of the documentation. */
export async function methodNamed(tx: Transaction, name: string): Promise<Stripe.PaymentMethod> {
  const token = testMethodOfToken(name);
  return token
    ? createMethod(tx, token, { name: null, email: null })
    : tx.need("payment_method", name, "payment_method");
}

export async function behaviourOf(tx: Transaction, method: Stripe.PaymentMethod): Promise<TestMethod> {
  const { number } = await tx.hidden(method.id);
  return testMethod(String(number))!;
}

/** Keeps the method with the customer for later payments. */
export async function attach(
  tx: Transaction,
  method: Stripe.PaymentMethod,
  customerId: string,
): Promise<Stripe.PaymentMethod> {
  const owner = idOf(method.customer);
  if (owner === customerId) return method;
  if (owner !== null)
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    });
  const attached = await tx.save({ ...method, customer: customerId });
  await tx.emit("payment_method.attached", attached);
  return attached;
}
