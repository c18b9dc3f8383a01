import { AppError } from "@/lib/core/errors";

const codes =
  /^(08...|57P..|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|P1001|P1002|P1008|P1017|P2024|P2028|P2034)$/;

/** What the driver says of a connection that broke, without a code: in the middle of a statement, or before the next one. */
const cut = /^Connection terminated|is not queryable$/;

/**
 * Whether an error may go away by itself: the database or another service is not to be reached, or a breaker is open. Everything
 * else stays as it is, however often one tries.
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "unavailable";
  for (
    let cause: unknown = error, depth = 0;
    cause instanceof Error && depth < 5;
    cause = cause.cause, depth++
  ) {
    if ("code" in cause && typeof cause.code === "string" && codes.test(cause.code)) return true;
    if (cut.test(cause.message)) return true;
  }
  return false;
}
