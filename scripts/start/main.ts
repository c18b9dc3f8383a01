import { join } from "node:path";
import { onThisMachineOnly } from "@/lib/core/http/loopback";
import { checkConnection } from "../database/connection";
import { migrate } from "../database/migrate";
import { type RunningPostgres, startPostgres } from "../database/postgres";
import { portIsFree } from "../ports";
import { buildIfChanged, generateIfChanged, type Step, stopSteps } from "./build";
import { Child } from "./children";
import { type Installation, installation, type StripeSandboxSettings } from "./environment";
import { untilReady } from "./readiness";
import { RunningNote } from "./running";
import { seedIfChanged } from "./seed";

const dev = process.argv.includes("--dev");

let note: RunningNote | undefined;
let postgres: RunningPostgres | undefined;
// In the order they are stopped: nobody may come in any more before the engine finishes what it has.
const children: Child[] = [];
let recovering: Promise<void> | undefined;
let ending: Promise<never> | undefined;

function say(line: string): void {
  console.log(line);
}

function end(code: number): Promise<never> {
  ending ??= stopAll(code).catch((error: unknown) => {
    console.error(String(error));
    process.exit(1);
  });
  return ending;
}

async function stopAll(code: number): Promise<never> {
  stopSteps();
  // A step that cannot be broken off is short; what it started has to be known to be stopped.
  await startup.catch(() => undefined);
  await recovering;
  for (const child of children) await child.stop();
  await postgres?.stop();
  note?.release();
  process.exit(code);
}

function fail(sentence: string): void {
  if (!ending) console.error(sentence);
  void end(1);
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    if (!ending) say("Stopping…");
    void end(0);
  });
}
// Who read what this says is gone, as in `npm start | head`: a line that cannot be said must not leave Postgres behind.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => void end(1));
// The launcher was killed: nobody will send a signal any more.
process.on("disconnect", () => void end(1));

async function startUp(): Promise<void> {
  const place = await installation(dev ? "development" : "production");
  const step = (name: string): Step => ({
    env: place.env,
    log: join(place.dataDir, "logs", `${name}.log`),
    say,
  });
  note = await RunningNote.claim(place.dataDir, place.port, say);

  await inOrder([
    () => checkPorts(place),
    () => generateIfChanged(step("generate")),
    () => prepareDatabase(place),
    () => Promise.all([seedIfChanged(step("seed")), dev ? undefined : buildIfChanged(step("build"))]),
    // Not before the seed is done: they would act on the events of a history that is still being written.
    () => startServers(place),
    () => untilReady(place.host, place.port, () => ending !== undefined),
  ]);
  if (!ending) announce(place);
}

/** Stops between two steps when the start is being stopped: what a step started is known by then. */
async function inOrder(steps: (() => unknown)[]): Promise<void> {
  for (const run of steps) {
    if (ending) return;
    await run();
  }
}

async function checkPorts(place: Installation): Promise<void> {
  const wanted: [number | undefined, string, string][] = [
    [place.port, place.host, "PORT"],
    [place.enginePort, "127.0.0.1", "FAIRLEAD_ENGINE_PORT"],
    [place.stripeSandbox?.port, "127.0.0.1", "FAIRLEAD_STRIPE_SANDBOX_PORT"],
  ];
  for (const [port, host, name] of wanted) {
    if (port === undefined || (await portIsFree(port, host))) continue;
    throw new Error(`Port ${port} on ${host} is taken or may not be used: set ${name} to another.`);
  }
}

async function prepareDatabase(place: Installation): Promise<void> {
  const url = place.env.DATABASE_URL!;
  if (place.cluster) {
    await keepPostgres(place.cluster);
  } else {
    await checkConnection(url);
  }
  const applied = await migrate(url);
  if (applied.length > 0) say(`Migrated the database: ${applied.join(", ")}.`);
}

// The servers reconnect by themselves, so a Postgres that was killed comes back under the same address.
async function keepPostgres(cluster: NonNullable<Installation["cluster"]>): Promise<void> {
  postgres = await startPostgres({ ...cluster, say });
  const since = Date.now();
  postgres.process.once("exit", () => {
    if (ending) return;
    const log = `${cluster.folder}.log`;
    if (Date.now() - since < 10_000)
      return fail(`Postgres ended by itself right after its start; see ${log}.`);
    console.error(`Postgres ended by itself and is started again; see ${log}.`);
    recovering = keepPostgres(cluster).catch((error: unknown) => fail(String(error)));
  });
}

function startServers(place: Installation): void {
  const add = (name: string, args: string[], env = place.env) =>
    children.push(new Child(name, args, env, note!, (sentence) => fail(sentence)));
  add("web server", ["scripts/web.mjs", ...(dev ? ["--dev"] : [])]);
  if (place.enginePort !== undefined) add("engine", ["--import", "tsx", "inngest/embedded/main.ts"]);
  // Stopped last: what the engine finishes may still have to ask it.
  if (place.stripeSandbox)
    add(
      "Stripe sandbox",
      ["--import", "tsx", "e2e/stripe/main.ts"],
      stripeSandboxEnv(place, place.stripeSandbox),
    );
  for (const child of children) child.start();
}

function stripeSandboxEnv(place: Installation, sandbox: StripeSandboxSettings): NodeJS.ProcessEnv {
  const host = place.host.includes(":") ? `[${place.host}]` : place.host;
  return {
    ...place.env,
    PORT: String(sandbox.port),
    SECRET_KEY: sandbox.secretKey,
    WEBHOOK_SECRET: sandbox.webhookSecret,
    WEBHOOK_URLS: `http://${host}:${place.port}/api/webhooks/stripe`,
  };
}

function announce(place: Installation): void {
  const demo = place.env.FAIRLEAD_SEED === "demo";
  if (demo && onThisMachineOnly())
    say("The sign-in page lists the demo operators with their passwords and current codes.");
  else {
    if (demo) say("Others reach this address, so that the demo operators cannot sign in.");
    say(
      "Make the first operator with: npm run admin -- create-operator --email <e-mail> --name <name> --role super_admin",
    );
  }
  say(`Ready at http://localhost:${place.port}`);
}

const startup = startUp();
startup.catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
