import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { removeCluster } from "../database/postgres";
import { alive } from "../processes";
import { root } from "../start/environment";

const prefix = "fairlead-throwaway-";

/**
 * A new folder for a run of tests, below FAIRLEAD_DATA_DIR when that is given; its name says which process owns it, so that what a killed run left behind (also a
 * running Postgres) is cleared away by the next one.
 */
export async function throwAwayFolder(): Promise<string> {
  const given = process.env.FAIRLEAD_DATA_DIR;
  const place = given ? resolve(root, given) : tmpdir();
  await mkdir(place, { recursive: true, mode: 0o711 });
  await clearLeftovers(place);
  const folder = await mkdtemp(join(place, `${prefix}${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

async function clearLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length).split("-")[0]);
    if (alive(owner)) continue;
    const folder = join(place, name);
    // A test run's own, and the one of the server that browser tests talk to.
    for (const cluster of [join(folder, "postgres"), join(folder, "data", "postgres")]) {
      if (existsSync(cluster)) await removeCluster(cluster);
    }
    await rm(folder, { recursive: true, force: true });
  }
}
