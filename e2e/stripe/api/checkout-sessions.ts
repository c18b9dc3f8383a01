import type Stripe from "stripe";
import { z } from "zod";
import { answerList, type Endpoint, endpoint } from "../http/endpoint";
import { invalidRequest } from "../http/fault";
import {
  address,
  currency,
  expand,
  integer,
  list,
  metadata,
  paging,
  positive,
  text,
} from "../http/parameters";
import { methodTypes } from "../payments/method-types";
import { expireSession } from "../payments/sessions";
import { createSession } from "./create-session";

const lineItem = z.strictObject({
  price_data: z.strictObject({
    currency,
    product_data: z.strictObject({
      name: text,
      description: text.optional(),
      metadata: metadata.optional(),
    }),
    unit_amount: integer.refine((value) => value >= 0, { message: "Invalid non-negative integer" }),
  }),
  quantity: positive.default(1),
});

const creation = z.strictObject({
  mode: z.enum(["payment", "setup"]),
  ui_mode: z.enum(["hosted_page"]).default("hosted_page"),
  success_url: address,
  cancel_url: address.optional(),
  line_items: list(lineItem).optional(),
  currency: currency.optional(),
  customer: text.optional(),
  customer_email: text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  client_reference_id: z.string().max(200).optional(),
  allowed_payment_method_types: list(z.enum(methodTypes)).optional(),
  payment_intent_data: z
    .strictObject({
      description: text.optional(),
      metadata: metadata.optional(),
      receipt_email: text.optional(),
      setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
    })
    .optional(),
  setup_intent_data: z
    .strictObject({ description: text.optional(), metadata: metadata.optional() })
    .optional(),
  locale: text.optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  metadata: metadata.optional(),
  expires_at: integer.optional(),
  expand,
} satisfies { [name in keyof Stripe.Checkout.SessionCreateParams]: z.ZodType });

export type SessionCreation = z.output<typeof creation>;

export const checkoutSessionEndpoints: Endpoint[] = [
  endpoint("POST", "/v1/checkout/sessions", creation, createSession),
  endpoint("GET", "/v1/checkout/sessions/:id", z.strictObject({ expand }), ({ tx, id }) =>
    tx.need("checkout.session", id),
  ),
  endpoint("POST", "/v1/checkout/sessions/:id/expire", z.strictObject({ expand }), async ({ tx, id }) => {
    const session = await tx.needLocked("checkout.session", id);
    if (session.status !== "open")
      throw invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    await expireSession(tx, id);
    return tx.need("checkout.session", id);
  }),
  endpoint(
    "GET",
    "/v1/checkout/sessions",
    z.strictObject({
      ...paging,
      customer: text.optional(),
      payment_intent: text.optional(),
      status: z.enum(["open", "complete", "expired"]).optional(),
    }),
    ({ tx, parameters }) => {
      const { customer, payment_intent, status } = parameters;
      return answerList(tx, "checkout.session", "/v1/checkout/sessions", parameters, {
        customer,
        payment_intent,
        status,
      });
    },
  ),
];
