import { Middleware, NonRetriableError, RetryAfterError } from "inngest";
import { AppError } from "@/lib/core/errors";

/** A refusal stays a refusal, however often it is asked: only what may go away by itself is worth a retry. */
const PASSING = new Set([409, 503]);

/**
 * Tells the engine which of our errors to retry: business refusals not at all, a rate limit after its time, conflicts
 * and outages as usual.
 */
export class FinalErrors extends Middleware.BaseMiddleware {
  readonly id = "fairlead:final-errors";

  override wrapStepHandler({ next }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    return next().catch(rethrow);
  }

  override wrapFunctionHandler({ next }: Middleware.WrapFunctionHandlerArgs): Promise<unknown> {
    return next().catch(rethrow);
  }
}

function rethrow(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  if (error.details.retryAfter) {
    throw new RetryAfterError(error.message, error.details.retryAfter * 1_000, { cause: error });
  }
  if (error.status < 500 && !PASSING.has(error.status)) {
    throw new NonRetriableError(error.message, { cause: error });
  }
  throw error;
}
