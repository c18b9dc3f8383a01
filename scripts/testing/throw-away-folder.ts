import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeCluster } from "../database/postgres";
import { alive } from "../processes";

const prefix = "fairlead-throwaway-";

/**
 * A new folder for a run of tests; its name says which process owns it, so that what a killed run left behind (also a
 * running Postgres) is cleared away by the next one.
 */
export async function throwAwayFolder(): Promise<string> {
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length).split("-")[0]);
    if (alive(owner)) continue;
    const folder = join(tmpdir(), name);
    // A test run's own, and the one of the server that browser tests talk to.
    for (const cluster of [join(folder, "postgres"), join(folder, "data", "postgres")]) {
      if (existsSync(cluster)) await removeCluster(cluster);
    }
    await rm(folder, { recursive: true, force: true });
  }
}
