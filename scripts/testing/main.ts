import { rm } from "node:fs/promises";
import { join } from "node:path";
import { buildIfChanged, generateIfChanged, type Step, stopSteps } from "../start/build";
import { installChromium, systemChromium } from "./browser";
import { type Count, countPlaywright, countVitest, runTool, stopTool } from "./stages";
import { throwAwayFolder } from "./throw-away-folder";

// A build of its own, so that a server which runs from this clone keeps what it serves.
const distDir = ".next-test";

const folder = await throwAwayFolder();
const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "test" };

let stopping = false;
function stop(): void {
  stopping = true;
  stopTool();
  stopSteps();
}
for (const name of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(name, stop);

const step = (name: string, environment: NodeJS.ProcessEnv): Step => ({
  env: environment,
  log: join(folder, `${name}.log`),
  say: console.log,
});

async function check(run: () => Promise<boolean>): Promise<Count> {
  return (await run()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function types(): Promise<boolean> {
  const generated = await runTool(["node_modules/next/dist/bin/next", "typegen"], env);
  return generated && (await runTool(["node_modules/typescript/bin/tsc", "--noEmit"], env));
}

async function tests(): Promise<Count> {
  const report = join(folder, "vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const succeeded = await runTool(["node_modules/vitest/vitest.mjs", ...args], env);
  return countVitest(report, succeeded);
}

async function build(): Promise<boolean> {
  await buildIfChanged(step("build", { ...env, NODE_ENV: "production", FAIRLEAD_DIST_DIR: distDir }));
  return true;
}

async function browser(): Promise<Count> {
  installChromium();
  const chromium = systemChromium();
  if (!chromium) {
    throw new Error(
      "There is no Chromium on this machine that runs: install it or name it with CHROMIUM_PATH.",
    );
  }
  const report = join(folder, "playwright.json");
  const succeeded = await runTool(["node_modules/@playwright/test/cli.js", "test"], {
    ...env,
    FAIRLEAD_DIST_DIR: distDir,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return countPlaywright(report, succeeded);
}

async function generate(): Promise<boolean> {
  await generateIfChanged(step("generate", env));
  return true;
}

const stages: [string, () => Promise<Count>][] = [
  ["Generated code", () => check(generate)],
  ["Lint", () => check(() => runTool(["node_modules/@biomejs/biome/bin/biome", "check", "."], env))],
  ["Types", () => check(types)],
  ["Tests against the database", tests],
  ["Production build", () => check(build)],
  ["Browser tests", browser],
];

const total: Count = { passed: 0, failed: 0 };
const lines: string[] = [];

async function stage(name: string, run: () => Promise<Count>): Promise<void> {
  const begin = Date.now();
  console.log(`\n== ${name}`);
  let count: Count;
  try {
    count = await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    count = { passed: 0, failed: 1 };
  }
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((Date.now() - begin) / 1000).toFixed(0);
  lines.push(`${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
}

for (const [name, run] of stages) {
  if (stopping) total.failed++;
  else await stage(name, run);
}
await rm(folder, { recursive: true, force: true });
console.log(`\n${lines.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
