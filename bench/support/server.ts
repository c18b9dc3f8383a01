import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../../scripts/ports";
import { gone } from "../../scripts/processes";
import { installation, root } from "../../scripts/start/environment";
import { throwAwayFolder } from "../../scripts/testing/throw-away-folder";
import { onServer } from "./database";

/**
 * The product as `npm start` runs it, built for production and with the demo business, on loopback with a data folder, ports and
 * a database of its own, in an own Postgres or in the one `BENCH_DATABASE_URL` names. Afterwards `lib` of this process works on
 * the same database with the same secrets.
 */
export async function benchServer(): Promise<{ address: string; stop(): Promise<void> }> {
  const folder = await throwAwayFolder();
  const given = process.env.BENCH_DATABASE_URL;
  const name = `fairlead_bench_${randomBytes(4).toString("hex")}`;
  if (given) await onServer(given, `create database ${name}`);
  const database = given ? Object.assign(new URL(given), { pathname: `/${name}` }).href : "";
  const port = String(await freePort());
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: database,
    PORT: port,
    HOST: "127.0.0.1",
    APP_URL: "",
    NEXTAUTH_URL: "",
    FAIRLEAD_ENGINE_PORT: String(await freePort()),
    FAIRLEAD_STRIPE_SANDBOX_PORT: String(await freePort()),
    FAIRLEAD_DATA_DIR: join(folder, "data"),
    FAIRLEAD_DIST_DIR: process.env.FAIRLEAD_DIST_DIR || ".next-test",
    FAIRLEAD_SEED: "demo",
    LOG_LEVEL: "error",
  });
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "scripts/start/main.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const stop = async () => {
    const { disconnect } = await import("@/lib/core/db");
    await disconnect();
    child.kill("SIGTERM");
    if (child.pid && !(await gone(child.pid, 60_000))) child.kill("SIGKILL");
    if (given) await onServer(given, `drop database ${name} with (force)`);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        if (/^Ready at /m.test(text)) resolve();
      });
      child.once("exit", (code) => reject(new Error(`The server did not start (${code}).`)));
    });
    await installation("production", { existing: true });
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `http://localhost:${port}`, stop };
}
