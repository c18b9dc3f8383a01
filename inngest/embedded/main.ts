import pino from "pino";
import { env } from "@/lib/core/env";
import { concurrencySetting } from "./concurrency";
import { Engine } from "./engine";

const settings = env();
const log = pino({ base: { part: "engine" }, level: settings.LOG_LEVEL });

const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = settings;
if (!eventKey || !signingKey) {
  log.fatal("The embedded engine needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY.");
  process.exit(1);
}

// Not APP_URL: a proxy in front of it would cut a long step short, and may not be reachable from inside.
const host = ["0.0.0.0", "::"].includes(settings.HOST) ? "127.0.0.1" : settings.HOST;
const engine = new Engine({
  databaseUrl: settings.DATABASE_URL,
  appUrl: `http://${host.includes(":") ? `[${host}]` : host}:${settings.PORT}/api/inngest`,
  port: settings.FAIRLEAD_ENGINE_PORT ?? settings.PORT + 1,
  eventKey,
  signingKey,
  concurrency: concurrencySetting,
  log,
});

let stopping = false;
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "stopping");
  await engine.stop();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

const port = await engine.start();
log.info({ port }, "listening");
