import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { alive, commandOf, signal } from "../../scripts/processes";

const victims = ["web server", "engine", "postgres"] as const;
type Victim = (typeof victims)[number];

/** More deaths a minute and whoever keeps them running takes them for hopeless. */
const mostPerMinute = 2;
/** Postgres that dies right after its start counts as one that cannot start. */
const postgresLives = 15_000;

/**
 * Kills the web server, the engine or Postgres, as they come, every 5 to 15 seconds and without a warning (SIGKILL).
 * @param dataDir of the installation that runs them and starts them again.
 * @param goOn asked before each: whether there shall be another.
 */
export async function killAtRandom(
  dataDir: string,
  random: () => number,
  goOn: (killed: number) => boolean,
): Promise<Record<Victim, number>> {
  const killed: Record<Victim, number> = { "web server": 0, engine: 0, postgres: 0 };
  const deaths: { victim: Victim; at: number }[] = [];
  const due = (victim: Victim) => {
    const own = deaths.filter((death) => death.victim === victim && Date.now() - death.at < 60_000);
    if (own.length >= mostPerMinute) return false;
    return victim !== "postgres" || own.every((death) => Date.now() - death.at > postgresLives);
  };
  const begun = Date.now();
  for (;;) {
    await sleep(5_000 + random() * 10_000);
    if (!goOn(deaths.length)) return killed;
    const choice = victims.filter(due);
    const victim = choice[Math.floor(random() * choice.length)];
    const pid = victim && pidOf(dataDir, victim);
    if (!victim || !pid || !alive(pid)) continue;
    signal(pid, "SIGKILL");
    deaths.push({ victim, at: Date.now() });
    killed[victim]++;
    console.log(`  ${Math.round((Date.now() - begun) / 1000)} s: killed the ${victim} (${pid})`);
  }
}

function pidOf(dataDir: string, victim: Victim): number | undefined {
  try {
    if (victim === "postgres") {
      const pid = Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
      return commandOf(pid).includes("postgres") ? pid : undefined;
    }
    const { children } = JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8")) as {
      children: { name: string; pid: number }[];
    };
    return children.find(({ name }) => name === victim)?.pid;
  } catch {
    // Just being written, or just gone.
    return undefined;
  }
}
