import type Stripe from "stripe";
import { z } from "zod";
import { answerList, type Call, type Endpoint, endpoint } from "../http/endpoint";
import { Fault, invalidParameter, invalidRequest } from "../http/fault";
import { currency, expand, flag, list, metadata, paging, positive, text } from "../http/parameters";
import { inWords, leastAmount } from "../payments/amounts";
import { attemptPayment, cancelIntent, createIntent } from "../payments/intents";
import { methodTypes } from "../payments/method-types";
import { methodNamed } from "../payments/methods";
import { idOf } from "../store/documents";
import { searchFilters } from "./search";

const creation = z.strictObject({
  amount: positive,
  currency,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  confirm: flag.default(false),
  customer: text.optional(),
  description: text.optional(),
  error_on_requires_action: flag.optional(),
  metadata: metadata.optional(),
  off_session: flag.default(false),
  payment_method: text.optional(),
  allowed_payment_method_types: list(z.enum(methodTypes)).optional(),
  receipt_email: text.optional(),
  return_url: text.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  expand,
} satisfies { [name in keyof Stripe.PaymentIntentCreateParams]: z.ZodType });

const cancelable = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
];

export const paymentIntentEndpoints: Endpoint[] = [
  endpoint("POST", "/v1/payment_intents", creation, async (call) => {
    const { tx, parameters } = call;
    const { amount, confirm } = parameters;
    if (amount < leastAmount(parameters.currency))
      throw invalidParameter(
        `Amount must be at least ${inWords(leastAmount(parameters.currency), parameters.currency)} ${parameters.currency}`,
        { code: "amount_too_small", param: "amount" },
      );
    if (amount > 99_999_999)
      throw invalidParameter(`Amount must be no more than ${inWords(99_999_999, parameters.currency)}`, {
        code: "amount_too_large",
        param: "amount",
      });
    if (parameters.off_session && !confirm)
      throw invalidParameter("You cannot set `off_session` to true when `confirm` is not true.", {
        param: "off_session",
      });
    if (parameters.customer) await tx.need("customer", parameters.customer, "customer");
    const method = parameters.payment_method
      ? await usableMethod(call, parameters.payment_method, parameters.customer)
      : undefined;
    const created = await createIntent(tx, {
      amount,
      currency: parameters.currency,
      customer: parameters.customer ?? null,
      description: parameters.description ?? null,
      metadata: parameters.metadata ?? {},
      allowedTypes: parameters.allowed_payment_method_types,
      receiptEmail: parameters.receipt_email ?? null,
      setupFutureUsage: parameters.setup_future_usage ?? null,
    });
    if (confirm) return confirmed(call, created, method, parameters.off_session);
    if (!method) return created;
    return tx.save<Stripe.PaymentIntent>({
      ...created,
      payment_method: method.id,
      status: "requires_confirmation",
    });
  }),
  endpoint(
    "GET",
    "/v1/payment_intents/search",
    z.strictObject({ query: text, limit: paging.limit, page: text.optional(), expand }),
    async ({ tx, parameters }) => {
      const filters = searchFilters(parameters.query);
      const page = { limit: parameters.limit, starting_after: parameters.page };
      const url = "/v1/payment_intents/search";
      const found = await answerList(tx, "payment_intent", url, page, filters);
      const last = found.data.at(-1) as Stripe.PaymentIntent | undefined;
      return { ...found, object: "search_result", next_page: found.has_more ? last!.id : null };
    },
  ),
  endpoint("GET", "/v1/payment_intents/:id", z.strictObject({ expand }), ({ tx, id }) =>
    tx.need("payment_intent", id),
  ),
  endpoint(
    "POST",
    "/v1/payment_intents/:id/confirm",
    z.strictObject({
      payment_method: text.optional(),
      off_session: flag.default(false),
      return_url: text.optional(),
      expand,
    }),
    async (call) => {
      const { tx, id, parameters } = call;
      const intent = await tx.needLocked("payment_intent", id);
      await refuseCheckout(call, "confirm");
      if (!["requires_payment_method", "requires_confirmation"].includes(intent.status))
        throw unexpected(
          intent,
          `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
        );
      const name = parameters.payment_method ?? idOf(intent.payment_method) ?? undefined;
      const method = name ? await usableMethod(call, name, idOf(intent.customer) ?? undefined) : undefined;
      return confirmed(call, intent, method, parameters.off_session);
    },
  ),
  endpoint(
    "POST",
    "/v1/payment_intents/:id/cancel",
    z.strictObject({
      cancellation_reason: z
        .enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"])
        .optional(),
      expand,
    }),
    async (call) => {
      const intent = await call.tx.needLocked("payment_intent", call.id);
      await refuseCheckout(call, "cancel");
      if (!cancelable.includes(intent.status))
        throw unexpected(
          intent,
          `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable.join(", ")}.`,
        );
      return cancelIntent(call.tx, intent, call.parameters.cancellation_reason ?? null);
    },
  ),
  endpoint(
    "GET",
    "/v1/payment_intents",
    z.strictObject({ ...paging, customer: text.optional() }),
    ({ tx, parameters }) =>
      answerList(tx, "payment_intent", "/v1/payment_intents", parameters, { customer: parameters.customer }),
  ),
];

async function usableMethod(
  { tx }: Call<unknown>,
  name: string,
  customerId: string | undefined,
): Promise<Stripe.PaymentMethod> {
  const method = await methodNamed(tx, name);
  const owner = idOf(method.customer);
  if (owner !== null && owner !== customerId)
    throw invalidRequest(
      `The PaymentMethod ${method.id} belongs to a Customer. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { param: "payment_method" },
    );
  return method;
}

async function confirmed(
  call: Call<unknown>,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod | undefined,
  offSession: boolean,
): Promise<Stripe.PaymentIntent> {
  if (!method)
    throw unexpected(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    );
  const attempt = await attemptPayment(call.tx, call, intent, method, { offSession });
  if (!attempt.decline) return attempt.intent;
  const { code, declineCode, message } = attempt.decline;
  throw new Fault(
    402,
    {
      type: "card_error",
      code,
      decline_code: declineCode,
      message,
      charge: idOf(attempt.intent.latest_charge)!,
      payment_intent: attempt.intent,
      payment_method: method,
    },
    { keepsEffects: true, remembered: true },
  );
}

async function refuseCheckout({ tx, id }: Call<unknown>, verb: string): Promise<void> {
  const { checkout } = await tx.hidden(id);
  if (checkout)
    throw invalidRequest(
      `You cannot ${verb} this PaymentIntent because it was created by Checkout. To cancel it, expire the Checkout Session ${checkout}.`,
      { code: "payment_intent_unexpected_state" },
    );
}

const unexpected = (intent: Stripe.PaymentIntent, message: string): Fault =>
  new Fault(
    400,
    {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      message,
      payment_intent: intent,
    },
    { remembered: true },
  );
