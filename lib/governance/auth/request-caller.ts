import { type Caller, operatorOf } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { countRequest } from "@/lib/governance/auth/request-rate";
import { callerOfCookies } from "@/lib/governance/auth/session-caller";
import { callerOfToken } from "@/lib/governance/auth/token-caller";

/**
 * Names the operator a request is meant to act as. What a page did for one person and sends later goes out with the cookies of
 * whoever is signed in by then, and must not be done in their name.
 */
const meantHeader = "x-fairlead-operator";

/**
 * Who sent an API request: the service token of its Authorization header, else the session of its cookies.
 * @throws unauthenticated (also when the request names another operator), forbidden (address not allowed, or a cookie sent by
 * another site), rate_limited.
 */
export async function callerOfRequest(request: Request, facts: RequestFacts): Promise<Caller> {
  const caller = await identify(request, facts);
  const meant = request.headers.get(meantHeader);
  if (meant !== null && meant !== operatorOf(caller))
    throw new AppError("unauthenticated", "governance.other_operator");
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
