import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "@/lib/core/caller";
import { rateLimited } from "@/lib/core/errors";
import { setting } from "@/lib/settings/settings/read";

let limiter: RateLimiterMemory | undefined;

/**
 * Counts one API request against the token or operator it came from. Kept in the memory of this process: a limit against
 * runaway scripts, not a quota, so several processes each allow it in full.
 * @throws rate_limited with the seconds to wait.
 */
export async function countRequest({ actor }: Caller): Promise<void> {
  if (actor.type === "system") return;
  const { requestsPerMinute } = await setting("api");
  if (limiter?.points !== requestsPerMinute)
    limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  try {
    await limiter.consume(actor.type === "token" ? actor.tokenId : actor.operatorId);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw rateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}
