import type Stripe from "stripe";
import type { Call } from "../http/endpoint";
import { invalidParameter } from "../http/fault";
import { inWords, leastAmount } from "../payments/amounts";
import { eligibleTypes } from "../payments/method-types";
import type { SessionPlan } from "../payments/sessions";
import { createSetup } from "../payments/setups";
import { newId } from "../store/documents";
import type { SessionCreation } from "./checkout-sessions";

const halfAnHour = 30 * 60;
const day = 24 * 60 * 60;

/** Opens a pay page for what was ordered, or for a method to be kept. */
export async function createSession(call: Call<SessionCreation>): Promise<Stripe.Checkout.Session> {
  const { tx, parameters, publicUrl } = call;
  if (parameters.customer && parameters.customer_email)
    throw invalidParameter("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer",
    });
  if (parameters.customer) await tx.need("customer", parameters.customer, "customer");
  const order = parameters.mode === "payment" ? orderOf(parameters) : undefined;
  const currency = order?.currency ?? parameters.currency ?? null;
  const allowed = parameters.allowed_payment_method_types;
  if (!order && currency === null && allowed === undefined)
    throw invalidParameter("Missing required param: currency.", {
      code: "parameter_missing",
      param: "currency",
    });
  const methodTypes = eligibleTypes(currency, allowed);

  const id = newId("cs_test");
  const setup =
    parameters.mode === "setup"
      ? await createSetup(tx, {
          customer: parameters.customer ?? null,
          description: parameters.setup_intent_data?.description ?? null,
          metadata: parameters.setup_intent_data?.metadata ?? {},
          methodTypes,
          usage: "off_session",
        })
      : undefined;
  const plan: SessionPlan = {
    description: parameters.payment_intent_data?.description,
    metadata: parameters.payment_intent_data?.metadata,
    receiptEmail: parameters.payment_intent_data?.receipt_email,
    setupFutureUsage: parameters.payment_intent_data?.setup_future_usage,
  };
  const expiresAt = expiryOf(parameters, tx.now);
  const session = await tx.insert<Stripe.Checkout.Session>(
    {
      id,
      object: "checkout.session",
      adaptive_pricing: null,
      after_expiration: null,
      allow_promotion_codes: null,
      allowed_payment_method_types: allowed ?? null,
      amount_subtotal: order?.amount ?? null,
      amount_total: order?.amount ?? null,
      automatic_tax: { enabled: false, liability: null, provider: null, status: null },
      billing_address_collection: null,
      cancel_url: parameters.cancel_url ?? null,
      client_reference_id: parameters.client_reference_id ?? null,
      client_secret: null,
      collected_information: null,
      consent: null,
      consent_collection: null,
      created: tx.now,
      currency,
      currency_conversion: null,
      custom_fields: [],
      custom_text: {
        after_submit: null,
        shipping_address: null,
        submit: null,
        terms_of_service_acceptance: null,
      },
      customer: parameters.customer ?? null,
      customer_account: null,
      customer_creation: parameters.customer ? null : (parameters.customer_creation ?? "if_required"),
      customer_details: null,
      customer_email: parameters.customer_email ?? null,
      discounts: [],
      expires_at: expiresAt,
      integration_identifier: null,
      invoice: null,
      invoice_creation: null,
      livemode: false,
      locale: parameters.locale ?? null,
      managed_payments: null,
      metadata: parameters.metadata ?? {},
      mode: parameters.mode,
      origin_context: null,
      payment_intent: null,
      payment_link: null,
      payment_method_collection: "if_required",
      payment_method_configuration_details: null,
      payment_method_options: {},
      payment_method_types: methodTypes,
      payment_status: order ? "unpaid" : "no_payment_required",
      permissions: null,
      recovered_from: null,
      saved_payment_method_options: null,
      setup_intent: setup?.id ?? null,
      shipping_address_collection: null,
      shipping_cost: null,
      shipping_options: [],
      status: "open",
      submit_type: parameters.submit_type ?? null,
      subscription: null,
      success_url: parameters.success_url,
      total_details: order ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
      ui_mode: "hosted_page",
      url: `${publicUrl}/pay/${id}`,
      wallet_options: null,
    },
    { ...plan, lineItems: order?.items.map((item) => lineItemOf(item, tx.now)) ?? [] },
  );
  await tx.schedule("expire-session", id, expiresAt * 1000);
  return session;
}

type Item = NonNullable<SessionCreation["line_items"]>[number];

function orderOf(parameters: SessionCreation): { currency: string; amount: number; items: Item[] } {
  const items = parameters.line_items ?? [];
  const currency = items[0]?.price_data.currency;
  if (!currency)
    throw invalidParameter("Missing required param: line_items.", {
      code: "parameter_missing",
      param: "line_items",
    });
  if (items.some((item) => item.price_data.currency !== currency))
    throw invalidParameter("All line items must have the same currency.", { param: "line_items" });
  const amount = items.reduce((sum, item) => sum + item.price_data.unit_amount * item.quantity, 0);
  if (amount < leastAmount(currency))
    throw invalidParameter(
      `The Checkout Session's total amount due must add up to at least ${inWords(leastAmount(currency), currency)} ${currency}`,
      { code: "amount_too_small" },
    );
  if (amount > 99_999_999)
    throw invalidParameter(
      `The Checkout Session's total amount must be no more than ${inWords(99_999_999, currency)} ${currency}`,
      { code: "amount_too_large" },
    );
  return { currency, amount, items };
}

function expiryOf(parameters: SessionCreation, now: number): number {
  const given = parameters.expires_at ?? now + day;
  if (given < now + halfAnHour)
    throw invalidParameter(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      { param: "expires_at" },
    );
  if (given > now + day)
    throw invalidParameter(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      { param: "expires_at" },
    );
  return given;
}

function lineItemOf({ price_data, quantity }: Item, now: number): unknown {
  const total = price_data.unit_amount * quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: price_data.currency,
    description: price_data.product_data.name,
    metadata: {},
    price: {
      id: newId("price"),
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: now,
      currency: price_data.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: newId("prod"),
      recurring: null,
      tax_behavior: "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: price_data.unit_amount,
      unit_amount_decimal: String(price_data.unit_amount),
    },
    quantity,
  };
}
