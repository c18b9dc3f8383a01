import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { signal } from "../processes";
import { lifeline, root } from "./environment";
import { fingerprint } from "./fingerprint";

// Every folder and file whose content ends up in the build.
const sources = [
  "app",
  "components",
  "inngest",
  "lib",
  "messages",
  "prisma/schema",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

export interface Step {
  env: NodeJS.ProcessEnv;
  /** Where the output goes; shown only when the step fails. */
  log: string;
  say: (line: string) => void;
}

/** Generates the database client unless the schema is the one it was generated from. */
export async function generateIfChanged(step: Step): Promise<void> {
  const stamp = join(root, "lib", "core", "generated", "stamp");
  const now = fingerprint(root, ["prisma/schema", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  await runStep("Generating the database client", ["scripts/generate.mjs"], step);
  writeFileSync(stamp, now);
}

/** Builds the product for production unless the last build was made from the same sources. */
export async function buildIfChanged(step: Step): Promise<void> {
  const folder = join(root, step.env.FAIRLEAD_DIST_DIR ?? ".next");
  const stamp = join(folder, "fairlead-sources");
  const fixed = Object.entries(step.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  const now = fingerprint(root, sources, [process.version, JSON.stringify(fixed.sort())]);
  if (existsSync(join(folder, "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === now)
    return;
  step.say("Building the console (a minute or two, only when its sources changed)…");
  rmSync(stamp, { force: true });
  await runStep("Building the console", ["node_modules/next/dist/bin/next", "build"], step);
  writeFileSync(stamp, now);
}

/**
 * Runs a Node script to its end.
 *
 * @throws Error with one sentence when it fails, after the end of its output was shown.
 */
export async function runStep(what: string, args: string[], step: Step): Promise<void> {
  mkdirSync(dirname(step.log), { recursive: true, mode: 0o700 });
  const output = openSync(step.log, "w");
  const child = spawn(process.execPath, ["--import", lifeline, ...args], {
    cwd: root,
    env: step.env,
    detached: true,
    stdio: ["ignore", output, output, "pipe"],
  });
  closeSync(output);
  running.add(child.pid!);
  const code = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (status, killed) => resolve(status ?? killed ?? "unknown"));
  });
  running.delete(child.pid!);
  if (code === 0) return;
  console.error(readFileSync(step.log, "utf8").trimEnd().split("\n").slice(-60).join("\n"));
  throw new Error(`${what} failed (${code}); the whole output is in ${step.log}.`);
}

const running = new Set<number>();

/** Ends the steps under way with everything they started, for a start that is being stopped. */
export function stopSteps(): void {
  for (const pid of running) signal(-pid, "SIGTERM");
}
