import { z } from "zod";
import { answerList, type Endpoint, endpoint } from "../http/endpoint";
import { Fault, invalidRequest } from "../http/fault";
import { expand, flag, list, metadata, paging, text } from "../http/parameters";
import { eligibleTypes, methodTypes } from "../payments/method-types";
import { attach, behaviourOf, methodNamed } from "../payments/methods";
import { createSetup, succeedSetup } from "../payments/setups";

const types = z.enum(methodTypes);

export const paymentMethodEndpoints: Endpoint[] = [
  endpoint(
    "GET",
    "/v1/payment_methods",
    z.strictObject({ ...paging, customer: text.optional(), type: types.optional() }),
    ({ tx, parameters }) => {
      const { customer, type } = parameters;
      return answerList(tx, "payment_method", "/v1/payment_methods", parameters, { customer, type });
    },
  ),
  endpoint(
    "GET",
    "/v1/customers/:id/payment_methods",
    z.strictObject({ ...paging, type: types.optional() }),
    async ({ tx, id, parameters }) => {
      await tx.need("customer", id);
      const filters = { customer: id, type: parameters.type };
      return answerList(tx, "payment_method", `/v1/customers/${id}/payment_methods`, parameters, filters);
    },
  ),
  endpoint("GET", "/v1/payment_methods/:id", z.strictObject({ expand }), ({ tx, id }) =>
    tx.need("payment_method", id),
  ),
  endpoint(
    "POST",
    "/v1/payment_methods/:id/attach",
    z.strictObject({ customer: text, expand }),
    async ({ tx, id, parameters }) => {
      const customer = await tx.need("customer", parameters.customer, "customer");
      return attach(tx, await methodNamed(tx, id), customer.id);
    },
  ),
  endpoint("POST", "/v1/payment_methods/:id/detach", z.strictObject({ expand }), async ({ tx, id }) => {
    const method = await tx.needLocked("payment_method", id);
    if (method.customer === null)
      throw invalidRequest(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
        { code: "payment_method_unexpected_state" },
      );
    const detached = await tx.save({ ...method, customer: null });
    await tx.emit("payment_method.detached", detached, { customer: method.customer });
    return detached;
  }),
];

export const setupIntentEndpoints: Endpoint[] = [
  endpoint(
    "POST",
    "/v1/setup_intents",
    z.strictObject({
      confirm: flag.default(false),
      customer: text.optional(),
      description: text.optional(),
      metadata: metadata.optional(),
      payment_method: text.optional(),
      allowed_payment_method_types: list(types).optional(),
      usage: z.enum(["off_session", "on_session"]).default("off_session"),
      expand,
    }),
    async ({ tx, parameters }) => {
      if (parameters.customer) await tx.need("customer", parameters.customer, "customer");
      const setup = await createSetup(tx, {
        customer: parameters.customer ?? null,
        description: parameters.description ?? null,
        metadata: parameters.metadata ?? {},
        methodTypes: eligibleTypes(null, parameters.allowed_payment_method_types),
        usage: parameters.usage,
      });
      if (!parameters.confirm || !parameters.payment_method) return setup;
      const method = await methodNamed(tx, parameters.payment_method);
      const { declines, savesAnyway } = await behaviourOf(tx, method);
      if (!declines || savesAnyway || method.type !== "card") return succeedSetup(tx, setup, method);
      const { code, declineCode, message } = declines;
      throw new Fault(
        402,
        { type: "card_error", code, decline_code: declineCode, message, payment_method: method },
        { remembered: true },
      );
    },
  ),
  endpoint("GET", "/v1/setup_intents/:id", z.strictObject({ expand }), ({ tx, id }) =>
    tx.need("setup_intent", id),
  ),
];
