import { ProviderError } from "@/lib/commerce/providers/errors";
import { AppError, refused } from "@/lib/core/errors";

/**
 * Asks a provider from a durable function: what may pass by itself is retried there, a refusal is not.
 * @throws unavailable, rule_violation with the provider's words.
 */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "refused") throw refused("commerce.provider_refused", { message: error.message });
    throw new AppError("unavailable", "commerce.provider_unavailable", { message: error.message });
  }
}
