import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The names are those of the environment variables that replace them. */
export interface Secrets {
  FAIRLEAD_PG_PASSWORD: string;
  NEXTAUTH_SECRET: string;
  FAIRLEAD_ENCRYPTION_KEYS: string;
  INNGEST_EVENT_KEY: string;
  INNGEST_SIGNING_KEY: string;
  FAIRLEAD_STRIPE_SANDBOX_KEY: string;
  FAIRLEAD_STRIPE_SANDBOX_WEBHOOK_SECRET: string;
}

const makers: { [name in keyof Secrets]: () => string } = {
  FAIRLEAD_PG_PASSWORD: () => randomBytes(24).toString("base64url"),
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64"),
  FAIRLEAD_ENCRYPTION_KEYS: () => `k1:${randomBytes(32).toString("base64")}`,
  INNGEST_EVENT_KEY: () => randomBytes(24).toString("base64url"),
  INNGEST_SIGNING_KEY: () => `signkey-prod-${randomBytes(32).toString("hex")}`,
  FAIRLEAD_STRIPE_SANDBOX_KEY: () => `sk_test_sandbox_${randomBytes(24).toString("hex")}`,
  FAIRLEAD_STRIPE_SANDBOX_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString("hex")}`,
};

/**
 * The secrets of a data folder: made once, kept in `secrets.json` that only its owner may read.
 *
 * @throws Error with one sentence when the file is not readable as what it should be; it is never overwritten then, for
 * what it encrypted would be lost.
 */
export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  const kept = existsSync(file) ? read(file) : {};
  const missing = Object.entries(makers).filter(([name]) => typeof kept[name] !== "string");
  if (missing.length === 0) return kept as unknown as Secrets;
  const all = { ...kept, ...Object.fromEntries(missing.map(([name, make]) => [name, make()])) };
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, file);
  return all as unknown as Secrets;
}

function read(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Reported below together with every other unusable content.
  }
  throw new Error(
    `${file} is damaged: restore it from a backup, for it holds the keys of what is encrypted.`,
  );
}
