import { decode } from "next-auth/jwt";
import { env } from "@/lib/core/env";

/**
 * The session row a cookie's token names.
 * @returns null when it was not made by us, was altered, or is past its time.
 */
export async function sessionIdOf(token: string | undefined): Promise<string | null> {
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}
