import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../ports";
import { alive, commandOf, gone, signal } from "../processes";
import { checkVersion, makeCluster, plainEnvironment, role } from "./postgres-cluster";
import {
  type Account,
  type Binaries,
  clusterFolder,
  postgresAccount,
  postgresBinaries,
} from "./postgres-files";

const database = "fairlead";

export interface PostgresOptions {
  /** Where the cluster should live. */
  folder: string;
  password: string;
  /** Chosen freely when not given. */
  port?: number;
  /** A throw-away cluster trades crash safety for speed and is deleted when it stops. */
  throwAway?: boolean;
  say?: (line: string) => void;
}

export interface RunningPostgres {
  url: string;
  port: number;
  pid: number;
  process: ChildProcess;
  /** Ends every connection, writes everything down and waits for the end. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the Postgres that came with `npm ci`, making the cluster and its database on the first start. An instance that
 * a killed starter left behind is stopped first. It listens on the loopback address only.
 *
 * @throws Error with one sentence when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const say = options.say ?? (() => undefined);
  const account = await postgresAccount();
  const binaries = await postgresBinaries(account);
  const folder = await clusterFolder(options.folder, account, say);
  const log = `${folder}.log`;
  keepLogSmall(log);

  if (existsSync(join(folder, "PG_VERSION"))) {
    await checkVersion(folder);
    await stopLeftover(folder, say);
  } else {
    await makeCluster(folder, binaries, account, options);
  }

  const port = options.port ?? (await freePort());
  const child = await launch(folder, log, port, binaries, account, options.throwAway ?? false);
  const pid = child.pid!;
  const url = postgresUrl(options.password, port);
  let stopping: Promise<void> | undefined;
  const running: RunningPostgres = {
    url,
    port,
    pid,
    process: child,
    stop() {
      stopping ??= stopProcess(pid).then(async () => {
        if (!options.throwAway) return;
        for (const path of new Set([folder, options.folder, log]))
          await rm(path, { recursive: true, force: true });
      });
      return stopping;
    },
  };
  try {
    await ensureDatabase(options.password, port);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/** The URL of the instance that already runs on this folder, started by somebody else, or undefined. */
export function findRunningPostgres(folder: string, password: string): string | undefined {
  const postmaster = readPostmaster(folder);
  return postmaster?.ready ? postgresUrl(password, postmaster.port) : undefined;
}

/** Stops whatever runs on the folder and deletes it with all its data: for throw-away clusters. */
export async function removeCluster(folder: string): Promise<void> {
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const running = readPostmaster(real);
  if (running) await stopProcess(running.pid);
  for (const path of new Set([real, `${real}.log`, folder])) await rm(path, { recursive: true, force: true });
}

/** The address of an embedded instance. */
export function postgresUrl(password: string, port: number, name = database): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}

interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

// The file stays behind after a crash, and the number in it may by now be somebody else's.
function readPostmaster(folder: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !alive(pid)) return undefined;
  const command = commandOf(pid);
  if (!command.includes("postgres") || !command.includes(realpathSync(folder))) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

async function stopLeftover(folder: string, say: (line: string) => void): Promise<void> {
  const leftover = readPostmaster(folder);
  if (leftover) {
    say("Stopping the Postgres that an earlier start left running.");
    await stopProcess(leftover.pid);
  }
  await rm(join(folder, "postmaster.pid"), { force: true });
}

async function stopProcess(pid: number): Promise<void> {
  // SIGINT is Postgres' "fast" shutdown: connections are cut, everything is written. SIGQUIT does without writing.
  signal(pid, "SIGINT");
  if (await gone(pid, 30_000)) return;
  signal(pid, "SIGQUIT");
  if (await gone(pid, 10_000)) return;
  throw new Error(`Postgres (process ${pid}) does not stop.`);
}

function settings(throwAway: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: throwAway ? "128MB" : "256MB",
    work_mem: "8MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
  };
  if (throwAway) {
    // Nothing here outlives the tests, so nothing has to survive a crash.
    Object.assign(values, {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      autovacuum: "off",
    });
  }
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function launch(
  folder: string,
  log: string,
  port: number,
  binaries: Binaries,
  account: Account | undefined,
  throwAway: boolean,
): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    const from = existsSync(log) ? statSync(log).size : 0;
    const output = openSync(log, "a", 0o600);
    // In a process group of its own: Ctrl-C must stop the web server first, not everything at once.
    const child = spawn(binaries.postgres, ["-D", folder, "-p", String(port), ...settings(throwAway)], {
      ...account,
      cwd: "/",
      env: plainEnvironment(),
      detached: true,
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    const failed = await untilReady(child, folder);
    if (failed === undefined) return child;
    const said = readFileSync(log, "utf8").slice(from).trim();
    // Children of a killed Postgres need a moment to notice; until then they hold its shared memory.
    if (attempt < 10 && said.includes("shared memory")) {
      await sleep(500);
      continue;
    }
    if (said.includes("Address already in use")) {
      throw new Error(`Port ${port} is taken: set FAIRLEAD_PG_PORT to another.`);
    }
    throw new Error(`Postgres did not start (${failed}): ${lastFatal(said)} (log: ${log})`);
  }
}

async function untilReady(child: ChildProcess, folder: string): Promise<string | undefined> {
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, killed) => {
    ended = `ended with ${code ?? killed}`;
  });
  // Recovery after a crash can take minutes; a child that lives is not given up.
  while (ended === undefined) {
    const postmaster = readPostmaster(folder);
    if (postmaster?.pid === child.pid && postmaster?.ready) return undefined;
    await sleep(15);
  }
  return ended;
}

function lastFatal(said: string): string {
  const lines = said.split("\n").filter((line) => / (FATAL|PANIC|ERROR|HINT): /.test(line));
  return (lines.length > 0 ? lines : said.split("\n").slice(-3)).join(" ");
}

async function ensureDatabase(password: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl(password, port, "postgres") });
  try {
    await client.connect();
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "28P01") {
      throw new Error(
        "The embedded Postgres refuses the password in secrets.json: put the file back that belongs to this data folder.",
      );
    }
    throw error;
  } finally {
    await client.end();
  }
}

function keepLogSmall(log: string): void {
  if (existsSync(log) && statSync(log).size > 10_000_000)
    renameSync(log, join(dirname(log), `${basename(log)}.old`));
}
