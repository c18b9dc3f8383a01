import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "../ports";
import { throwAwayFolder } from "../testing/throw-away-folder";
import { root } from "./environment";

it("leaves no Postgres behind when nobody reads what it says any more", async () => {
  const folder = await throwAwayFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "scripts/start/main.ts")], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: "",
      PORT: String(await freePort()),
      FAIRLEAD_ENGINE_PORT: String(await freePort()),
      FAIRLEAD_STRIPE_SANDBOX_PORT: String(await freePort()),
      FAIRLEAD_DATA_DIR: folder,
    },
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  child.stdout!.destroy();
  await once(child, "exit");
  // It had come as far as having a database, and ended before a server ran.
  expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  expect(child.exitCode).toBe(1);
}, 120_000);
