import type { Caller } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { chooseLocale, LOCALE_COOKIE } from "@/lib/core/i18n/locale";
import { deviceCookie, sessionCookie } from "@/lib/governance/auth/cookies";
import { requireOwnOrigin } from "@/lib/governance/auth/origin";
import { sessionIdOf } from "@/lib/governance/auth/session-token";
import { readSession, type SessionReading } from "@/lib/governance/sessions/read";

/**
 * The caller behind the cookies of an API request.
 * @throws unauthenticated without a session that is signed in completely, forbidden when another site sent the request or
 * the address is not allowed, conflict when no organization is chosen yet.
 */
export async function callerOfCookies(request: Request, facts: RequestFacts): Promise<Caller> {
  const reading = await sessionOfRequest(request, facts);
  if (reading.state === "ready") return reading.caller;
  if (reading.state === "no_organization") throw new AppError("conflict", "governance.no_organization");
  throw refusalOf(reading);
}

/**
 * The session of an API request, however far it is signed in.
 * @throws forbidden when another site sent a request that changes something and brings cookies.
 */
export async function sessionOfRequest(request: Request, facts: RequestFacts): Promise<SessionReading> {
  // Without cookies there is nothing another site could make use of, and the answer is that nobody is signed in.
  if (request.headers.has("cookie")) requireOwnOrigin(request);
  const jar = cookiesOf(request);
  return readSession(
    { sessionId: await sessionIdOf(jar.get(sessionCookie().name)), device: jar.get(deviceCookie().name) },
    { ...facts, locale: chooseLocale(jar.get(LOCALE_COOKIE), request.headers.get("accept-language")) },
  );
}

/** What a request without a usable session is told. */
export function refusalOf(reading: SessionReading): AppError {
  if (reading.state !== "ended") return new AppError("unauthenticated", "unauthenticated");
  if (reading.reason === "address_refused") return new AppError("forbidden", "governance.address_refused");
  return new AppError("unauthenticated", `governance.session_${reading.reason}`);
}

function cookiesOf(request: Request): Map<string, string> {
  const jar = new Map<string, string>();
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const split = pair.indexOf("=");
    if (split > 0) jar.set(pair.slice(0, split).trim(), decoded(pair.slice(split + 1).trim()));
  }
  return jar;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
