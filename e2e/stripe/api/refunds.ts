import type Stripe from "stripe";
import { z } from "zod";
import { answerList, type Call, type Endpoint, endpoint } from "../http/endpoint";
import { invalidParameter, invalidRequest, noSuch } from "../http/fault";
import { expand, mergedMetadata, metadata, paging, positive, text } from "../http/parameters";
import { createRefund } from "../payments/refunds";
import { idOf } from "../store/documents";

const creation = z.strictObject({
  charge: text.optional(),
  payment_intent: text.optional(),
  amount: positive.optional(),
  metadata: metadata.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  expand,
} satisfies { [name in keyof Stripe.RefundCreateParams]: z.ZodType });

export const refundEndpoints: Endpoint[] = [
  endpoint("POST", "/v1/refunds", creation, async (call) => {
    const { amount, reason, metadata: given } = call.parameters;
    const charge = await lockedCharge(call);
    return createRefund(call.tx, call, charge, { amount, reason, metadata: given ?? {} });
  }),
  endpoint("GET", "/v1/refunds/:id", z.strictObject({ expand }), ({ tx, id }) => tx.need("refund", id)),
  endpoint(
    "POST",
    "/v1/refunds/:id",
    z.strictObject({ metadata: metadata.optional(), expand }),
    async ({ tx, id, parameters }) => {
      const refund = await tx.needLocked("refund", id);
      const old = refund.metadata ?? {};
      const updated = await tx.save({ ...refund, metadata: mergedMetadata(old, parameters.metadata) });
      await tx.emit("refund.updated", updated, { metadata: old });
      return updated;
    },
  ),
  endpoint(
    "GET",
    "/v1/refunds",
    z.strictObject({ ...paging, charge: text.optional(), payment_intent: text.optional() }),
    ({ tx, parameters }) => {
      const { charge, payment_intent } = parameters;
      return answerList(tx, "refund", "/v1/refunds", parameters, { charge, payment_intent });
    },
  ),
];

// The intent is locked before its charge, as everybody does.
async function lockedCharge({
  tx,
  parameters,
}: Call<{ charge?: string; payment_intent?: string }>): Promise<Stripe.Charge> {
  const { charge: chargeId, payment_intent: intentId } = parameters;
  if ((chargeId === undefined) === (intentId === undefined))
    throw invalidParameter(
      chargeId
        ? "You may only specify one of these parameters: charge, payment_intent."
        : "One of the following params should be provided for this request: payment_intent or charge.",
      { param: chargeId ? "charge" : undefined },
    );
  if (chargeId !== undefined) {
    const charge = await tx.need("charge", chargeId, "charge");
    await tx.lock("payment_intent", idOf(charge.payment_intent)!);
    return tx.needLocked("charge", chargeId, "charge");
  }
  const intent = await tx.lock("payment_intent", intentId!);
  if (!intent) throw noSuch("payment_intent", intentId!, "payment_intent");
  const latest = idOf(intent.latest_charge);
  if (!latest || intent.status !== "succeeded")
    throw invalidRequest("This PaymentIntent does not have a successful charge to refund.", {
      param: "payment_intent",
    });
  return tx.needLocked("charge", latest);
}
