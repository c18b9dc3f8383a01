import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import pg from "pg";
import pino from "pino";
import { freePort } from "@/scripts/ports";
import { Engine, type EngineOptions } from "../engine";

export const SIGNING_KEY = `signkey-prod-${"0123456789abcdef".repeat(4)}`;
export const EVENT_KEY = "an-event-key-for-tests";

/** An app of the SDK on a port of its own, and an engine before it. */
export interface Harness {
  client: Inngest.Any;
  engine: Engine;
  engineUrl: string;
  appUrl: string;
  pool: pg.Pool;
  /** Waits until this many runs of a function are over and returns them, oldest first. */
  runs(functionId: string, count?: number): Promise<RunRow[]>;
  stop(): Promise<void>;
}

export interface RunRow {
  id: string;
  state: string;
  output: unknown;
  error: { name: string; message: string } | null;
  started_at: Date | null;
  ended_at: Date | null;
}

type Define = (client: Inngest.Any) => InngestFunction.Any[];

/** Starts the SDK's own HTTP handler around functions. */
export async function startApp(
  client: Inngest.Any,
  functions: InngestFunction.Any[],
  port = 0,
): Promise<Server> {
  const handler = serve({ client, functions, servePath: "/api/inngest", enableUnauthedSync: false });
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export function testClient(baseUrl: string): Inngest.Any {
  return new Inngest({
    id: "test",
    isDev: false,
    aiMetadata: false,
    baseUrl,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

export interface HarnessOptions extends Partial<EngineOptions> {
  /** A client to use instead of one made for the test; it is pointed at the engine. */
  client?: Inngest.Any;
  /** Where the app listens. */
  appPort?: number;
}

/** Starts functions and an engine over the database. */
export async function startHarness(
  databaseUrl: string,
  define: Define,
  { client: given, appPort, ...options }: HarnessOptions = {},
): Promise<Harness> {
  // The client has to know the engine's port before the engine knows the app's.
  const port = await freePort();
  const engineUrl = `http://127.0.0.1:${port}/`;
  const client = given ?? testClient(engineUrl);
  client.setEnvVars({
    INNGEST_BASE_URL: engineUrl,
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
  });
  const app = await startApp(client, define(client), appPort);
  const appUrl = `http://127.0.0.1:${portOf(app)}/api/inngest`;
  const engine = new Engine({
    databaseUrl,
    appUrl,
    port,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    backoff: () => 50,
    log: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
    ...options,
  });
  await engine.start();
  await until(async () => (await fetch(`${engineUrl}health`)).ok, "the engine is ready");
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  let stopped = false;
  return {
    client,
    engine,
    engineUrl,
    appUrl,
    pool,
    runs: (functionId, count = 1) => endedRuns(pool, `${client.id}-${functionId}`, count),
    async stop() {
      if (stopped) return;
      stopped = true;
      await engine.stop();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
      await pool.end();
    },
  };
}

/** Waits until as many runs of a function are over. */
export async function endedRuns(pool: pg.Pool, functionId: string, count: number): Promise<RunRow[]> {
  let rows: RunRow[] = [];
  await until(async () => {
    const result = await pool.query<RunRow>(
      `select id, state, output, error, started_at, ended_at from engine.run
         where function_id = $1 and ended_at is not null order by created_at, id`,
      [functionId],
    );
    rows = result.rows;
    return rows.length >= count;
  }, `${count} runs of ${functionId} are over`);
  return rows;
}

/** Asks until the answer is yes. @throws Error when that takes more than 15 seconds. */
export async function until(ask: () => Promise<boolean>, what: string, ms = 15_000): Promise<void> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await setTimeout(20)) {
    if (await ask().catch(() => false)) return;
  }
  throw new Error(`gave up waiting until ${what}`);
}
