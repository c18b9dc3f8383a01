import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const apps = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium of this machine, or undefined when it has none that runs. `CHROMIUM_PATH` names another one. */
export function systemChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  return (given ? [given] : places()).find(runs);
}

const places = (): string[] => [
  ...(process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  ...apps,
];

// On Ubuntu the name may belong to a script that only says where to get it.
function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    execFileSync(path, ["--version", "--no-sandbox"], { stdio: "ignore", timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

/** Installs Chromium from the system's packages when there is none, none was named, and we may. */
export function installChromium(): void {
  if (process.env.CHROMIUM_PATH || systemChromium()) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("Installing Chromium…");
  aptGet("update", "-qq");
  aptGet("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk");
}

// A machine that has just started may be at its packages itself.
function aptGet(...args: string[]): void {
  const { error, status, signal } = spawnSync(
    "/usr/bin/apt-get",
    ["-o", "DPkg::Lock::Timeout=180", ...args],
    {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  if (status !== 0)
    console.error(`apt-get ${args[0]} did not succeed (${error?.message ?? status ?? signal}).`);
}
