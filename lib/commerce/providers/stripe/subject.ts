import { z } from "zod";
import type { EventSubject } from "@/lib/commerce/providers/provider";
import { attemptKey, ourId } from "@/lib/commerce/providers/stripe/facts";

const ref = z.union([z.string(), z.object({ id: z.string() }).transform((of) => of.id)]).nullish();

const event = z.object({
  data: z.object({
    object: z.object({
      id: z.string(),
      object: z.string(),
      mode: z.string().optional(),
      payment_intent: ref,
      payment_method: ref,
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

/** What we listen to. Everything a payment's event can say is asked for again, so that its kind decides nothing. */
const heard =
  /^(checkout\.session\.(completed|async_payment_succeeded|async_payment_failed|expired)|payment_intent\.(succeeded|payment_failed|processing|canceled)|charge\.(succeeded|failed|updated|refunded)|charge\.refund\.updated|charge\.dispute\.(created|updated|closed|funds_withdrawn|funds_reinstated)|refund\.(created|updated|failed)|payment_method\.(attached|updated|automatically_updated|detached)|setup_intent\.succeeded)$/;

/** What a Stripe event is about. */
export function subjectOf(type: string, payload: unknown): EventSubject {
  const parsed = event.safeParse(payload);
  if (!parsed.success || !heard.test(type)) return { about: "nothing" };
  const { id, object, mode, payment_intent, payment_method, metadata } = parsed.data.data.object;
  if (object === "payment_method") return { about: "method", methodRef: id };
  if (object === "setup_intent")
    return payment_method ? { about: "method", methodRef: payment_method } : { about: "nothing" };
  // A page on which a method was left: the method's own event follows.
  if (object === "checkout.session" && mode !== "payment") return { about: "nothing" };
  const attemptId = ourId(metadata, attemptKey);
  const session = object === "checkout.session";
  const paymentRef = object === "payment_intent" ? id : (payment_intent ?? null);
  if (!session && !paymentRef && !attemptId) return { about: "nothing" };
  return { about: "payment", attemptId, sessionRef: session ? id : null, paymentRef };
}
