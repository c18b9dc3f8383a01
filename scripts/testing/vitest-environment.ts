// Runs before each test file, before any of the product's code is loaded.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { inject } from "vitest";

const server = inject("server");
const name = `${server.prefix}${randomUUID().slice(0, 8)}`;
const address = new URL(server.url);
address.pathname = `/${name}`;

// What the person who runs the tests has set for the product must not change their outcome.
for (const key of Object.keys(process.env)) {
  if (/^(FAIRLEAD_|S3_|SMTP_|MAIL_|INNGEST_|NEXTAUTH_|STRIPE_|APP_URL$|PORT$|HOST$)/.test(key))
    delete process.env[key];
}
Object.assign(process.env, {
  // Exists once the file imports lib/core/testing/database.
  DATABASE_URL: address.href,
  APP_URL: "http://localhost:3000",
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a secret that only signs the sessions of a test run",
  FAIRLEAD_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  FAIRLEAD_DATA_DIR: join(inject("folder"), name),
  FAIRLEAD_SEED: "none",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  TZ: "UTC",
});
