import Stripe from "stripe";
import { env } from "@/lib/core/env";

/** How old a signature may be. Seconds; Stripe's own recommendation. */
const tolerance = 300;

/** Why a webhook is not believed. */
export const signatureErrors = ["missing", "malformed", "no_match", "too_old", "not_json"] as const;
export type SignatureError = (typeof signatureErrors)[number];

/** The signing secrets that count now; none where webhooks are not set up. */
export const webhookSecrets = (): string[] => env().STRIPE_WEBHOOK_SECRETS?.split(",") ?? [];

/**
 * Checks a webhook's signature over the raw body, with each secret that counts: while one is rotated, both do.
 * @param at the moment it arrived.
 * @returns why it is not believed, or null when it is.
 */
export function faultOfSignature(body: string, header: string | null, at: Date): SignatureError | null {
  const { signature } = Stripe.webhooks;
  if (!signature) throw new Error("The SDK cannot verify signatures.");
  if (!header) return "missing";
  let fault: SignatureError = "no_match";
  for (const secret of webhookSecrets()) {
    try {
      signature.verifyHeader(body, header, secret, tolerance, undefined, at.getTime());
      return null;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      // Signed with a secret of ours, but not now: that says more than that the others do not match.
      if (/tolerance/.test(error.message)) fault = "too_old";
      else if (fault === "no_match" && /Unable to extract|expected scheme/.test(error.message))
        fault = "malformed";
    }
  }
  return fault;
}
