/**
 * What a provider's answer means for whoever asked.
 * - `refused`: it said no, in its own words; asking again gets the same answer.
 * - `unavailable`: it was not asked at all, or said that it cannot answer now; nothing happened.
 * - `unknown`: it may have done it, and its answer was lost; ask again under the same key, or look it up.
 */
export type ProviderErrorKind = "refused" | "unavailable" | "unknown";

export class ProviderError extends Error {
  constructor(
    readonly kind: ProviderErrorKind,
    /** The provider's code, such as "card_declined". */
    readonly code: string | null,
    /** The provider's words. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "ProviderError";
  }
}
