import { cookies, headers } from "next/headers";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { now } from "@/lib/core/clock";
import { newToken } from "@/lib/core/crypto/token";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { requestFacts } from "@/lib/core/http/request";
import { log } from "@/lib/core/log";
import { deviceCookie, deviceCookieAge, secureCookies, sessionCookie } from "@/lib/governance/auth/cookies";
import { demoHelpAllowed } from "@/lib/governance/auth/demo-help";
import { signInWithPassword } from "@/lib/governance/auth/sign-in";
import { endSession } from "@/lib/governance/sessions/end";

const credentials = z.object({ email: z.string().max(254), password: z.string().max(1000) });

// Longer than any session may last (setting "auth"); the session row alone decides when one ends.
const tokenAge = 7 * 24 * 3600;

/** Answers of a refused sign-in as they reach the page: a reason, and for a lock the seconds it lasts. */
export const refusalText = (error: unknown): string => {
  if (!(error instanceof AppError)) return "internal";
  return error.details.retryAfter ? `${error.reason}:${error.details.retryAfter}` : error.reason;
};

/** How next-auth is used: one form of credentials, and a token in a cookie that names a session row and holds nothing else. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: tokenAge },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: sessionCookie() },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (given) => {
          const typed = credentials.safeParse(given);
          if (!typed.success) throw new Error("governance.wrong_credentials");
          const device = await ownDevice();
          const asked = await headers();
          const id = await signInWithPassword(
            { ...typed.data, device, demo: demoHelpAllowed(asked) },
            requestFacts(asked),
          ).catch((error: unknown) => {
            if (!(error instanceof AppError)) log().error({ err: error }, "sign-in failed");
            throw new Error(refusalText(error));
          });
          return { id };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !url.startsWith("//") ? baseUrl + url : baseUrl,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await endSession(token.sid, "signed_out", now());
      },
    },
    logger: {
      error: (code, metadata) => log().error({ code, metadata }, "next-auth"),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** The secret of this browser's device cookie, given out at the first sign-in. */
async function ownDevice(): Promise<string> {
  const jar = await cookies();
  const { name, options } = deviceCookie();
  const device = jar.get(name)?.value ?? newToken();
  jar.set(name, device, { ...options, maxAge: deviceCookieAge });
  return device;
}
