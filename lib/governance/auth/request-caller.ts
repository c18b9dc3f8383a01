import type { Caller } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { countRequest } from "@/lib/governance/auth/request-rate";
import { callerOfCookies } from "@/lib/governance/auth/session-caller";
import { callerOfToken } from "@/lib/governance/auth/token-caller";

/**
 * Who sent an API request: the service token of its Authorization header, else the session of its cookies.
 * @throws unauthenticated, forbidden (address not allowed, or a cookie sent by another site), rate_limited.
 */
export async function callerOfRequest(request: Request, facts: RequestFacts): Promise<Caller> {
  const caller = await identify(request, facts);
  await countRequest(caller);
  return caller;
}

async function identify(request: Request, facts: RequestFacts): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization === null) return callerOfCookies(request, facts);
  const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization)?.[1];
  if (!token) throw new AppError("unauthenticated", "unauthenticated");
  return callerOfToken(token, facts);
}
