import { env } from "@/lib/core/env";

/** Whether people reach the product over TLS: then no cookie of ours ever travels without it. */
export const secureCookies = (): boolean => env().APP_URL.startsWith("https:");

type Cookie = {
  name: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean };
};

// The prefix makes browsers refuse the cookie unless it is secure, for this host alone and for every path.
const cookie = (name: string): Cookie => {
  const secure = secureCookies();
  return {
    name: `${secure ? "__Host-" : ""}fairlead-${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
};

/** Carries next-auth's encrypted token, which only names a row of `session`. */
export const sessionCookie = (): Cookie => cookie("session");

/** A random id the browser keeps; a session counts only together with the one it began with. */
export const deviceCookie = (): Cookie => cookie("device");

/** As long as browsers keep a cookie at all: 400 days, in seconds. */
export const deviceCookieAge = 400 * 24 * 3600;
