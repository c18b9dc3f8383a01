import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, portIsFree } from "../../scripts/ports";
import { gone } from "../../scripts/processes";
import { scratchServer } from "../../scripts/testing/scratch-server";
import { throwAwayFolder } from "../../scripts/testing/throw-away-folder";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Starts the production server as `npm start` does, with the demo seed, a data folder and ports of its own, and leaves
 * its address in E2E_BASE_URL. When that is set already, the tests run against what it names.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_BASE_URL) return undefined;
  const folder = await throwAwayFolder();
  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  const server = given ? await scratchServer(folder) : undefined;
  const wanted = Number(process.env.PORT);
  const port = wanted && (await portIsFree(wanted, "127.0.0.1")) ? wanted : await freePort();

  const child = spawn(process.execPath, ["--import", "tsx", join(root, "scripts/start/main.ts")], {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      PORT: String(port),
      FAIRLEAD_ENGINE_PORT: String(await freePort()),
      FAIRLEAD_STRIPE_SANDBOX_PORT: String(await freePort()),
      FAIRLEAD_DATA_DIR: join(folder, "data"),
      FAIRLEAD_SEED: "demo",
      FAIRLEAD_DIST_DIR: process.env.FAIRLEAD_DIST_DIR ?? ".next-test",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      ...(server ? { DATABASE_URL: await server.create("e2e") } : {}),
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.pid && !(await gone(child.pid, 60_000))) child.kill("SIGKILL");
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.E2E_BASE_URL = `http://localhost:${port}`;
  return stop;
}

// What the person who runs the tests has set for the product, here or in `.env`, must not change their outcome.
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(FAIRLEAD_|S3_|SMTP_|MAIL_|INNGEST_|NEXTAUTH_|STRIPE_)/;
  const rest = Object.entries(env).filter(([name]) => !foreign.test(name));
  const emptied =
    "APP_URL DATABASE_URL HOST MAIL_FROM S3_BUCKET S3_ENDPOINT SMTP_URL INNGEST_BASE_URL STRIPE_SECRET_KEY STRIPE_API_BASE".split(
      " ",
    );
  return {
    NODE_ENV: "production",
    ...Object.fromEntries(rest),
    ...Object.fromEntries(emptied.map((name) => [name, ""])),
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-20_000);
      if (/^Ready at /m.test(said)) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The server did not start (${code}):\n${said}`)));
  });
}
