// What every command does first, written for a bare clone and any Node that can install: install what is missing, then
// carry on with the Node this project pins, in TypeScript.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const oldest = [20, 19];

/**
 * Runs a TypeScript file of this project to its end and ends with its exit code. Signals reach it; should this process
 * be killed, the file notices by its closed channel (`process.on("disconnect")`).
 *
 * @param {string} script path below the root
 * @param {string[]} args
 */
export function run(script, args = process.argv.slice(2)) {
  checkNode();
  if (!installed()) install();
  const child = spawn(pinnedNode(), ["--import", "tsx", join(root, script), ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: withoutPhoningHome({ ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() }),
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
  stopWithNpm(child);
  child.on("error", (error) => fail(`Node could not be started: ${error.message}`));
  child.on("exit", (code, signal) =>
    process.exit(code ?? 128 + (constants.signals[signal ?? "SIGKILL"] ?? 9)),
  );
}

// npm that is killed tells nobody. A shell that ends after it started us in the background is no reason to stop.
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  fail(`Node ${oldest.join(".")} or newer is needed, this is ${process.versions.node}.`);
}

// npm keeps a list of what it really installed; it is written last, so a broken-off install has none.
function installed() {
  const list = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(list, "utf8")).packages;
  return Object.entries(wanted).every(([path, facts]) => {
    if (path === "") return true;
    const found = present[path];
    return found
      ? found.version === facts.version && found.integrity === facts.integrity
      : Boolean(facts.optional);
  });
}

function install() {
  console.log("Installing packages…");
  // Development packages build the product, whatever NODE_ENV says.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm?.endsWith("npm-cli.js") ? [process.execPath, [npm]] : ["npm", []];
  const result = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: withoutPhoningHome({ ...process.env, npm_config_global: undefined }),
  });
  if (result.error) fail(`npm could not be run: ${result.error.message}`);
  if (result.signal) process.exit(128 + (constants.signals[result.signal] ?? 1));
  if (result.status !== 0) fail("The packages could not be installed (see above).");
}

function pinnedNode() {
  const node = join(root, "node_modules", "node", "bin", "node");
  if (existsSync(node)) return node;
  // The package fetches its binary in an install script, which a machine may forbid.
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail(
    "The pinned Node is not installed: allow install scripts and run `npm rebuild node`, or use Node 24.",
  );
}

function withoutPhoningHome(env) {
  return {
    ...env,
    PATH: `${join(root, "node_modules", ".bin")}:${env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    INNGEST_TELEMETRY_DISABLED: "1",
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
    // Prisma's install script and CLI look for an engine to download unless one is named; it is never run.
    PRISMA_SCHEMA_ENGINE_BINARY: env.PRISMA_SCHEMA_ENGINE_BINARY ?? fileURLToPath(import.meta.url),
  };
}
