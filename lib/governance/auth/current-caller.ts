import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Caller } from "@/lib/core/caller";
import { type RequestFacts, requestFacts } from "@/lib/core/http/request";
import { chooseLocale, LOCALE_COOKIE } from "@/lib/core/i18n/locale";
import { deviceCookie, sessionCookie } from "@/lib/governance/auth/cookies";
import { sessionIdOf } from "@/lib/governance/auth/session-token";
import {
  isRoot,
  readSession,
  type SessionReading,
  type SignedInOperator,
} from "@/lib/governance/sessions/read";

export type Panel = "ops" | "tenant";

/** What the request under way says about itself. */
export async function currentFacts(): Promise<RequestFacts> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  return { ...requestFacts(head), locale };
}

/** The session behind the page or server action under way, read once per request. */
export const currentSession = cache(async (): Promise<SessionReading> => {
  const jar = await cookies();
  const proof = {
    sessionId: await sessionIdOf(jar.get(sessionCookie().name)?.value),
    device: jar.get(deviceCookie().name)?.value,
  };
  return readSession(proof, await currentFacts());
});

/**
 * Who uses the page or server action under way. Whoever may not leads elsewhere instead: to sign in, to the second factor, to
 * the choice of an organization, or to the same page of the panel that is theirs.
 */
export async function currentCaller(): Promise<Caller> {
  const { caller } = await ready();
  const path = await currentPath();
  const panel = currentPanel(caller);
  const wrong = panel === "ops" ? "/tenant" : "/ops";
  if (path === wrong || path.startsWith(`${wrong}/`) || path.startsWith(`${wrong}?`))
    redirect(`/${panel}${path.slice(wrong.length)}`);
  return caller;
}

/** The person behind `currentCaller()`. */
export async function currentOperator(): Promise<SignedInOperator> {
  return (await ready()).operator;
}

/** "ops" for platform staff, who hold a role at the platform itself; "tenant" for an organization's own staff. */
export const currentPanel = (caller: Caller): Panel =>
  caller.grants.some((grant) => isRoot(grant.path)) ? "ops" : "tenant";

async function ready(): Promise<Extract<SessionReading, { state: "ready" }>> {
  const reading = await currentSession();
  if (reading.state === "ready") return reading;
  const path = await currentPath();
  redirect(doorOf(reading, path === "/" ? "" : path));
}

/**
 * Where somebody goes on who is not signed in completely.
 * @param next where they wanted to go; empty for nowhere in particular.
 */
export function doorOf(reading: Exclude<SessionReading, { state: "ready" }>, next: string): string {
  const query = new URLSearchParams();
  if (reading.state === "ended") query.set("ended", reading.reason);
  if (next !== "") query.set("next", next);
  return query.size === 0 ? doors[reading.state] : `${doors[reading.state]}?${query}`;
}

const doors = {
  none: "/sign-in",
  ended: "/sign-in",
  enrolment: "/enroll",
  second_factor: "/second-factor",
  no_organization: "/choose-organization",
};

/** Path and query of the page under way, as `proxy.ts` saw it. */
const currentPath = async (): Promise<string> => (await headers()).get("x-fairlead-path") ?? "";
