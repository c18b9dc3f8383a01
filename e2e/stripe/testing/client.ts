import Stripe from "stripe";
import type { StripeSandbox } from "../sandbox";

export const secretKey = "sk_test_sandbox_for_tests";
export const webhookSecret = "whsec_sandbox_for_tests";

/** The real SDK, pointed at a sandbox. It does not repeat calls by itself: tests look at single answers. */
export function sdkFor(sandbox: Pick<StripeSandbox, "url">, key = secretKey): Stripe {
  const { hostname, port } = new URL(sandbox.url);
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** What a person of the demo would order. */
export const order = (amount = 5000): Stripe.Checkout.SessionCreateParams => ({
  mode: "payment",
  line_items: [
    {
      price_data: { currency: "usd", product_data: { name: "Top-up" }, unit_amount: amount },
      quantity: 1,
    },
  ],
  success_url: "http://localhost:3000/done?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://localhost:3000/back",
});
