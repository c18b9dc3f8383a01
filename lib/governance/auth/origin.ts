import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Cookies alone do not show that our own pages sent a request. Whatever changes something must say where it comes from:
 * `Sec-Fetch-Site`, which no page can forge, or else `Origin`.
 * @throws forbidden when it came from elsewhere, or does not say.
 */
export function requireOwnOrigin(request: Request): void {
  if (harmless.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = request.headers.get("origin");
  if (site === null && origin !== null && isOurs(origin, request.headers.get("host"))) return;
  throw new AppError("forbidden", "governance.foreign_origin");
}

/**
 * Public addresses take programs as well as our own pages, and refuse what another site makes a browser send.
 * @throws forbidden when it says that it came from elsewhere.
 */
export function requireOwnPage(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  // A program says neither; "none" is a person who typed the address.
  if (site === "none" || (site === null && origin === null)) return;
  requireOwnOrigin(request);
}

function isOurs(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === new URL(env().APP_URL).origin || url.host === host;
}
