import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium of this machine, or undefined when it has none. `CHROMIUM_PATH` names another one. */
export function systemChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  return (given ? [given] : places).find((path) => existsSync(path));
}

/** Installs Chromium from the system's packages when there is none and we may. */
export function installChromium(): void {
  if (systemChromium() || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("Installing Chromium…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[] };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
    options,
  );
}

/** Whether the Chromium at this path can be run at all. */
export function runs(path: string): boolean {
  try {
    execFileSync(path, ["--version", "--no-sandbox"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
