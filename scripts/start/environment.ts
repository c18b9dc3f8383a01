import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { env } from "@/lib/core/env";
import { isLoopback } from "@/lib/core/http/peer";
import { findRunningPostgres, postgresUrl } from "../database/postgres";
import { freePort } from "../ports";
import { secretsOf } from "./secrets";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Loaded into every child with a pipe as file descriptor 3, so that none outlives a killed starter. */
export const lifeline = pathToFileURL(join(root, "scripts", "start", "exit-with-parent.mjs")).href;

/** Where and with what this installation runs. */
export interface Installation {
  dataDir: string;
  /** The embedded cluster, or undefined when DATABASE_URL names another. */
  cluster?: { folder: string; port: number; password: string };
  /** Whether the embedded cluster runs already and `env` names it; only when what exists was asked for. */
  attached: boolean;
  /** The embedded engine, or undefined when INNGEST_BASE_URL names another or none is wanted. */
  enginePort?: number;
  /** The stand-in for Stripe, for a demo on this machine without keys of Stripe; undefined otherwise. */
  stripeSandbox?: StripeSandboxSettings;
  port: number;
  host: string;
  /** Complete for every process of the product. */
  env: NodeJS.ProcessEnv;
}

export interface StripeSandboxSettings {
  port: number;
  secretKey: string;
  webhookSecret: string;
}

/**
 * Reads `.env` and the environment, adds the secrets of the data folder and everything that follows from the rest.
 *
 * @param existing work on what is there already: the embedded Postgres that `npm start` runs at this moment, if it does, and
 * never a new one.
 * @param mode what NODE_ENV becomes, for a shell's own value would make a half-optimized server.
 * @throws Error with one sentence when something given is not usable.
 */
export async function installation(
  mode: "production" | "development",
  { existing = false } = {},
): Promise<Installation> {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));

  const dataDir = resolve(root, given.FAIRLEAD_DATA_DIR ?? ".data");
  if (existing && !given.DATABASE_URL && !existsSync(join(dataDir, "postgres"))) {
    throw new Error(
      `There is no database in ${dataDir}. FAIRLEAD_DATA_DIR names another data folder, DATABASE_URL a database; \`npm start\` makes a new one.`,
    );
  }
  makeFolder(dataDir);
  const secrets = secretsOf(dataDir);
  const cluster = given.DATABASE_URL
    ? undefined
    : {
        folder: join(dataDir, "postgres"),
        port: postgresPort(given.FAIRLEAD_PG_PORT) ?? (await freePort()),
        password: given.FAIRLEAD_PG_PASSWORD ?? secrets.FAIRLEAD_PG_PASSWORD,
      };
  const running = existing && cluster ? findRunningPostgres(cluster.folder, cluster.password) : undefined;
  const own = cluster && postgresUrl(cluster.password, cluster.port);
  const {
    FAIRLEAD_PG_PASSWORD,
    FAIRLEAD_STRIPE_SANDBOX_KEY,
    FAIRLEAD_STRIPE_SANDBOX_WEBHOOK_SECRET,
    ...handedOn
  } = secrets;
  Object.assign(process.env, {
    ...handedOn,
    ...given,
    NODE_ENV: mode,
    // Tells the children whose death ends them.
    FAIRLEAD_STARTER: String(process.pid),
    FAIRLEAD_DATA_DIR: dataDir,
    DATABASE_URL: given.DATABASE_URL ?? running ?? own,
  });

  const checked = env();
  const enginePort = given.INNGEST_BASE_URL ? undefined : (checked.FAIRLEAD_ENGINE_PORT ?? checked.PORT + 1);
  const stripeSandbox =
    !given.STRIPE_SECRET_KEY &&
    !given.STRIPE_API_BASE &&
    checked.FAIRLEAD_SEED === "demo" &&
    isLoopback(checked.HOST)
      ? {
          port: checked.FAIRLEAD_STRIPE_SANDBOX_PORT ?? checked.PORT + 2,
          secretKey: FAIRLEAD_STRIPE_SANDBOX_KEY,
          webhookSecret: FAIRLEAD_STRIPE_SANDBOX_WEBHOOK_SECRET,
        }
      : undefined;
  Object.assign(process.env, {
    PORT: String(checked.PORT),
    HOST: checked.HOST,
    APP_URL: checked.APP_URL,
    NEXTAUTH_URL: given.NEXTAUTH_URL ?? checked.APP_URL,
    FAIRLEAD_SEED: checked.FAIRLEAD_SEED,
    ...(enginePort === undefined
      ? {}
      : { FAIRLEAD_ENGINE_PORT: String(enginePort), INNGEST_BASE_URL: `http://127.0.0.1:${enginePort}` }),
    ...(stripeSandbox && {
      STRIPE_SECRET_KEY: stripeSandbox.secretKey,
      STRIPE_API_BASE: `http://127.0.0.1:${stripeSandbox.port}`,
      STRIPE_WEBHOOK_SECRETS: stripeSandbox.webhookSecret,
    }),
  });
  return {
    dataDir,
    cluster,
    attached: running !== undefined,
    enginePort,
    stripeSandbox,
    port: checked.PORT,
    host: checked.HOST,
    env: { ...process.env },
  };
}

function postgresPort(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`The environment is not usable: FAIRLEAD_PG_PORT must be a port number, not "${given}".`);
}

function makeFolder(dataDir: string): void {
  try {
    // Postgres may run as another account than ourselves and has to get through, but not to look around.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be made: ${(error as Error).message}.`);
  }
}
