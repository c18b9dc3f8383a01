import Stripe from "stripe";
import type { PaymentFacts } from "@/lib/commerce/providers/facts";
import type { PaymentProvider } from "@/lib/commerce/providers/provider";
import { countable, toStripe } from "@/lib/commerce/providers/stripe/amounts";
import { stripeClient } from "@/lib/commerce/providers/stripe/client";
import { looking, reading, sorted, writing } from "@/lib/commerce/providers/stripe/errors";
import {
  attemptKey,
  idOf,
  methodOf,
  paymentOf,
  refundKey,
  refundOf,
  whole,
} from "@/lib/commerce/providers/stripe/facts";
import { subjectOf } from "@/lib/commerce/providers/stripe/subject";
import { env } from "@/lib/core/env";

const inPayment = ["latest_charge.balance_transaction", "payment_method"];
const inSession = inPayment.map((path) => `payment_intent.${path}`);

/** A payment has few of either; what is beyond a page is of no use to anybody. */
const page = { limit: 100 };

/** Where a payer comes back to. Says nothing about the payment: the webhook does. */
const backTo = (outcome: "done" | "canceled"): string => `${env().APP_URL}/payment/${outcome}`;

const methodTypes = (currency: string): ("card" | "us_bank_account")[] =>
  currency.toUpperCase() === "USD" ? ["card", "us_bank_account"] : ["card"];

const localeOf = (locale: string | null): Stripe.Checkout.SessionCreateParams.Locale =>
  locale === "zh" ? "zh" : locale === "en" ? "en" : "auto";

async function complete(
  session: Stripe.Checkout.Session | null,
  intent: Stripe.PaymentIntent | null,
): Promise<PaymentFacts> {
  const paid = intent?.status === "succeeded";
  const charge = whole(intent?.latest_charge);
  const of = intent ? { payment_intent: intent.id, ...page } : null;
  const [refunds, disputes] = await Promise.all([
    of && paid ? reading(() => stripeClient().refunds.list(of)) : null,
    of && paid && charge?.disputed !== false ? reading(() => stripeClient().disputes.list(of)) : null,
  ]);
  return paymentOf({ session, intent, refunds: refunds?.data ?? [], disputes: disputes?.data ?? [] });
}

async function byIntent(paymentRef: string): Promise<PaymentFacts | null> {
  const intent = await looking(() =>
    stripeClient().paymentIntents.retrieve(paymentRef, { expand: inPayment }),
  );
  return intent ? complete(null, intent) : null;
}

/** Stripe, by its official SDK. */
export const stripe: PaymentProvider = {
  name: "stripe",
  takes: countable,
  subjectOf,

  async openCheckout(request, key) {
    const { attemptId, number, amount, description, email, payerRef, saveMethod, expiresAt } = request;
    const metadata = { [attemptKey]: attemptId };
    const session = await writing(() =>
      stripeClient().checkout.sessions.create(
        {
          mode: "payment",
          ui_mode: "hosted_page",
          success_url: backTo("done"),
          cancel_url: backTo("canceled"),
          client_reference_id: number,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: amount.currency.toLowerCase(),
                unit_amount: toStripe(amount),
                product_data: { name: description },
              },
            },
          ],
          allowed_payment_method_types: methodTypes(amount.currency),
          payment_intent_data: {
            description,
            metadata,
            ...(saveMethod ? { setup_future_usage: "off_session" as const } : {}),
          },
          metadata,
          locale: localeOf(request.locale),
          expires_at: Math.floor(expiresAt.getTime() / 1000),
          ...(payerRef ? { customer: payerRef } : email ? { customer_email: email } : {}),
        },
        { idempotencyKey: key },
      ),
    );
    return {
      sessionRef: session.id,
      paymentRef: idOf(session.payment_intent),
      payUrl: session.url ?? "",
      expiresAt: new Date(session.expires_at * 1000),
    };
  },

  async chargeSaved({ attemptId, amount, description, payerRef, methodRef }, key) {
    const create = () =>
      stripeClient().paymentIntents.create(
        {
          amount: toStripe(amount),
          currency: amount.currency.toLowerCase(),
          customer: payerRef,
          payment_method: methodRef,
          allowed_payment_method_types: methodTypes(amount.currency),
          confirm: true,
          off_session: true,
          description,
          metadata: { [attemptKey]: attemptId },
          expand: inPayment,
        },
        { idempotencyKey: key },
      );
    try {
      return await complete(null, await create());
    } catch (error) {
      // Declined: the payment exists all the same, and tells why.
      const declined = error instanceof Stripe.errors.StripeCardError ? error.payment_intent : undefined;
      const facts = declined ? await byIntent(declined.id) : null;
      if (facts) return facts;
      throw sorted(error, true);
    }
  },

  async retrieve({ sessionRef, paymentRef }) {
    if (!sessionRef) return paymentRef ? byIntent(paymentRef) : null;
    const session = await looking(() =>
      stripeClient().checkout.sessions.retrieve(sessionRef, { expand: inSession }),
    );
    return session ? complete(session, whole(session.payment_intent)) : null;
  },

  async find(attemptId) {
    const found = await reading(() =>
      stripeClient().paymentIntents.search({ query: `metadata["${attemptKey}"]:"${attemptId}"`, limit: 1 }),
    );
    const [intent] = found.data;
    return intent ? byIntent(intent.id) : null;
  },

  async closeCheckout(sessionRef) {
    const session = await looking(() => stripeClient().checkout.sessions.retrieve(sessionRef));
    if (session?.status !== "open") return;
    await writing(() => stripeClient().checkout.sessions.expire(sessionRef)).catch(async (error: unknown) => {
      // Paid, or run out, between the two.
      const now = await looking(() => stripeClient().checkout.sessions.retrieve(sessionRef));
      if (now?.status === "open") throw error;
    });
  },

  async refund({ refundId, number, paymentRef, amount }, key) {
    const refund = await writing(() =>
      stripeClient().refunds.create(
        {
          payment_intent: paymentRef,
          amount: toStripe(amount),
          reason: "requested_by_customer",
          metadata: { [refundKey]: refundId, number },
        },
        { idempotencyKey: key },
      ),
    );
    return refundOf(refund);
  },

  async findRefund({ paymentRef, refundId }) {
    const { data } = await reading(() =>
      stripeClient().refunds.list({ payment_intent: paymentRef, ...page }),
    );
    return data.map(refundOf).find((refund) => refund.refundId === refundId) ?? null;
  },

  async createPayer({ organizationId, customerId, name, email }, key) {
    const customer = await writing(() =>
      stripeClient().customers.create(
        {
          name,
          ...(email ? { email } : {}),
          metadata: { organization: organizationId, ...(customerId ? { customer: customerId } : {}) },
        },
        { idempotencyKey: key },
      ),
    );
    return customer.id;
  },

  async openSetup({ payerRef, currency, returnUrl, locale }, key) {
    const session = await writing(() =>
      stripeClient().checkout.sessions.create(
        {
          mode: "setup",
          ui_mode: "hosted_page",
          customer: payerRef,
          currency: currency.toLowerCase(),
          allowed_payment_method_types: methodTypes(currency),
          success_url: returnUrl,
          cancel_url: returnUrl,
          locale: localeOf(locale),
        },
        { idempotencyKey: key },
      ),
    );
    return { url: session.url ?? "" };
  },

  async retrieveMethod(methodRef) {
    const method = await looking(() => stripeClient().paymentMethods.retrieve(methodRef));
    return method ? methodOf(method) : null;
  },

  async detachMethod(methodRef) {
    const method = await looking(() => stripeClient().paymentMethods.retrieve(methodRef));
    if (!method?.customer) return;
    await writing(() => stripeClient().paymentMethods.detach(methodRef));
  },
};
