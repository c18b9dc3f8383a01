// The sandbox as a process of its own, for the demo and for tests in a browser.
import { startStripeSandbox } from "./sandbox";

const need = (name: string): string => {
  const value = process.env[name];
  if (value) return value;
  console.error(`The Stripe sandbox needs ${name}.`);
  process.exit(1);
};

const sandbox = await startStripeSandbox({
  databaseUrl: need("DATABASE_URL"),
  secretKey: need("SECRET_KEY"),
  webhookSecret: need("WEBHOOK_SECRET"),
  webhookUrls: (process.env.WEBHOOK_URLS ?? "").split(",").filter(Boolean),
  port: Number(process.env.PORT ?? 0),
  publicUrl: process.env.PUBLIC_URL || undefined,
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await sandbox.stop();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
console.log(`The Stripe sandbox listens on ${sandbox.url}`);
