import { AppError } from "@/lib/core/errors";

/**
 * The key under which a repeat of a request is told from a new one (design section 8).
 * @returns undefined when none was sent.
 * @throws invalid_input when it is not of the form asked for.
 */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError("invalid_input", "bad_idempotency_key");
  return key;
}
