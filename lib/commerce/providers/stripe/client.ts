import Stripe from "stripe";
import { env } from "@/lib/core/env";
import { refused } from "@/lib/core/errors";

/** The shapes this code knows. Raised together with the SDK, never by itself. */
const apiVersion = "2026-10-28.endive";

/** How long an answer may take. Milliseconds. */
const timeout = 20_000;

let made: { key: string; base: string; client: Stripe } | undefined;

export const stripeConfigured = (): boolean => env().STRIPE_SECRET_KEY !== undefined;

/**
 * The official SDK, pointed at the configured host. It does not retry: durable functions do, with the key they have stored.
 * @throws rule_violation when Stripe is not set up.
 */
export function stripeClient(): Stripe {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = env();
  if (!key) throw refused("commerce.no_payment_provider");
  if (made?.key === key && made.base === base) return made.client;
  const { protocol, hostname, port } = new URL(base);
  const client = new Stripe(key, {
    apiVersion,
    protocol: protocol === "http:" ? "http" : "https",
    host: hostname,
    port: port || (protocol === "http:" ? 80 : 443),
    maxNetworkRetries: 0,
    timeout,
    telemetry: false,
    appInfo: { name: "Fairlead" },
  });
  made = { key, base, client };
  return client;
}
