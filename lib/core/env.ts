import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65535);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  /** The address people and webhooks reach the product at. */
  APP_URL: z.url().optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// address"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  FAIRLEAD_DATA_DIR: z.string().min(1).default(".data"),
  FAIRLEAD_SEED: z.enum(["demo", "none"]).default("demo"),
  /** `<key id>:<32 bytes in base64>`, comma-separated; the first one encrypts, all of them decrypt. */
  FAIRLEAD_ENCRYPTION_KEYS: z
    .string()
    .regex(/^[a-z0-9-]+:[A-Za-z0-9+/]{43}=(,[a-z0-9-]+:[A-Za-z0-9+/]{43}=)*$/, "must be id:base64key[,…]"),
  NEXTAUTH_SECRET: z.string().min(32),
  /** How many proxies in front of us may be believed about X-Forwarded-For. */
  FAIRLEAD_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  FAIRLEAD_ENGINE_PORT: port.optional(),
  FAIRLEAD_STRIPE_SANDBOX_PORT: port.optional(),
  INNGEST_BASE_URL: z.url().optional(),
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  INNGEST_SIGNING_KEY: z.string().min(1).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must be an smtp:// or smtps:// address")
    .optional(),
  MAIL_FROM: z.string().min(3).default("Fairlead <no-reply@localhost>"),
  /** Where customers write to. Answers arrive at it with a key of the ticket behind a plus: `support+<key>@…`. */
  SUPPORT_ADDRESS: z.email().optional(),
  /** Signing secrets of incoming mail (Standard Webhooks), comma-separated: while one is rotated, both count. */
  MAIL_WEBHOOK_SECRETS: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}(,whsec_[A-Za-z0-9+/]{32,}={0,2})*$/, "must be whsec_<base64>[,…]")
    .optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Card and bank payments; without it wallets and offline payments remain. */
  STRIPE_SECRET_KEY: z.string().min(8).optional(),
  STRIPE_API_BASE: z.url().default("https://api.stripe.com"),
  /** Signing secrets of the webhook endpoint, comma-separated: while one is rotated, both count. */
  STRIPE_WEBHOOK_SECRETS: z
    .string()
    .regex(/^[^\s,]{8,}(,[^\s,]{8,})*$/, "must be secret[,…] without spaces")
    .optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema> & { APP_URL: string };

let parsed: Env | undefined;

/**
 * The environment, parsed once.
 * @returns typed settings with defaults filled in; `APP_URL` falls back to loopback on `PORT`.
 * @throws Error with one sentence naming every variable that is missing or malformed.
 */
export function env(): Env {
  if (parsed) return parsed;
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The environment is not usable: ${faults.join("; ")}.`);
  }
  parsed = { ...result.data, APP_URL: result.data.APP_URL ?? `http://localhost:${result.data.PORT}` };
  return parsed;
}
