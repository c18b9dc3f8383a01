import type { PaymentProvider } from "@/lib/commerce/providers/provider";
import { stripeConfigured } from "@/lib/commerce/providers/stripe/client";
import { stripe } from "@/lib/commerce/providers/stripe/provider";
import { refused } from "@/lib/core/errors";

const providers: Record<string, { provider: PaymentProvider; configured(): boolean }> = {
  stripe: { provider: stripe, configured: stripeConfigured },
};

/** The names payments, refunds and events are stored under, with which their references are unique. */
export const providerNames: readonly string[] = Object.keys(providers);

/** Whether anybody can pay online here at all. */
export const paysOnline = (): boolean => Object.values(providers).some(({ configured }) => configured());

/**
 * The provider new payments go through.
 * @throws rule_violation when none is set up: wallets and offline payments remain (connectivity 7.1).
 */
export function currentProvider(): PaymentProvider {
  const found = Object.values(providers).find(({ configured }) => configured());
  if (!found) throw refused("commerce.no_payment_provider");
  return found.provider;
}

/**
 * The provider an earlier payment went through, by the name it is stored under.
 * @throws rule_violation when it is not set up (any more).
 */
export function providerNamed(name: string): PaymentProvider {
  const found = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!found?.configured()) throw refused("commerce.no_payment_provider");
  return found.provider;
}
