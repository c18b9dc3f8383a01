import Stripe from "stripe";
import { ProviderError } from "@/lib/commerce/providers/errors";
import { AppError } from "@/lib/core/errors";

/** A connection that was never made carried no request. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * Sorts what the SDK throws (docs.stripe.com/error-handling).
 * @param writes whether the request would have changed something: then a lost answer leaves it unknown.
 */
export function sorted(error: unknown, writes: boolean): ProviderError {
  const lost = writes ? "unknown" : "unavailable";
  if (error instanceof ProviderError) return error;
  // Not set up: that is for people to mend, and no retry does.
  if (error instanceof AppError) return new ProviderError("refused", error.reason, error.message);
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const as = (kind: ProviderError["kind"]) =>
    new ProviderError(kind, error.decline_code ?? error.code ?? error.type, error.message, { cause: error });
  if (error instanceof Stripe.errors.StripeCardError) return as("refused");
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return as("refused");
  // The same key with other parameters: a defect of ours, and nothing was done now.
  if (error instanceof Stripe.errors.StripeIdempotencyError) return as("refused");
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const { code } = (error.detail ?? {}) as { code?: string };
    return as(neverSent.has(code ?? "") ? "unavailable" : lost);
  }
  // Wrong key, no right, too many requests, or another request under the key is on its way: not done, ask later.
  if ([401, 403, 409, 429].includes(error.statusCode ?? 0)) return as("unavailable");
  return as(lost);
}

/** Asks Stripe for something; what it throws is sorted. */
export async function reading<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    throw sorted(error, false);
  });
}

/** Asks Stripe for something that may not exist. @returns null when it does not. */
export async function looking<T>(ask: () => Promise<T>): Promise<T | null> {
  return ask().catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing")
      return null;
    throw sorted(error, false);
  });
}

/** Asks Stripe to do something; what it throws is sorted. */
export async function writing<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    throw sorted(error, true);
  });
}
