import { type NextRequest, NextResponse } from "next/server";

const development = process.env.NODE_ENV === "development";

/**
 * What every page is allowed to load: scripts by a nonce that is new with each request, everything else from here.
 * Styles may stand in attributes, because widths and chart geometry do.
 */
const contentPolicy = (nonce: string, secure: boolean): string =>
  [
    "default-src 'self'",
    // React explains its errors with eval while developing, never in production.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");

/** Runs before every page: names the request, tells the page its own path, and sets what browsers must obey. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const secure = process.env.APP_URL?.startsWith("https:") ?? false;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentPolicy(nonce, secure);

  const headers = new Headers(request.headers);
  const claimed = headers.get("x-request-id") ?? "";
  const requestId = /^[A-Za-z0-9-]{8,64}$/.test(claimed) ? claimed : crypto.randomUUID();
  headers.set("x-request-id", requestId);
  headers.set("x-fairlead-path", pathname + search);
  headers.set("x-nonce", nonce);
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", requestId);
  response.headers.set("cache-control", "private, no-store");
  // Addresses of ours can hold a secret (a reset link); nobody outside gets to see them.
  response.headers.set("referrer-policy", "same-origin");
  if (secure) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

export const config = {
  // Not what the build made and `public/` holds, which caches may keep; nor the API, whose uploads a proxy would hold in memory.
  matcher: [
    "/((?!api/|_next/static|_next/image|favicon.ico|icon.svg|icons.svg|wordmark.svg|manifest.webmanifest|jobs.webmanifest|jobs-worker.js|jobs-icons/).*)",
  ],
};
