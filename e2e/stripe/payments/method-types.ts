import { invalidParameter } from "../http/fault";

export const methodTypes = ["card", "us_bank_account"] as const;

/**
 * The ways to pay a currency can be paid in, less those the request does not allow. Stripe works them out itself: a request
 * only narrows them.
 *
 * @throws Fault when none is left.
 */
export function eligibleTypes(currency: string | null, allowed: readonly string[] | undefined): string[] {
  const possible = methodTypes.filter((type) => type === "card" || currency === null || currency === "usd");
  const left = possible.filter((type) => allowed === undefined || allowed.includes(type));
  if (left.length > 0) return left;
  throw invalidParameter(
    "No valid payment method types for this request. Please ensure that the allowed payment method types are compatible with the currency.",
    { param: "allowed_payment_method_types" },
  );
}
