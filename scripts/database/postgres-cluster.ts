import { spawn } from "node:child_process";
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Account, type Binaries, privateFolder } from "./postgres-files";

/** The role everything of ours connects as; it owns the cluster. */
export const role = "fairlead";

const major = "18";

/**
 * Refuses the files of another major version, which this one cannot read.
 *
 * @throws Error with one sentence.
 */
export async function checkVersion(folder: string): Promise<void> {
  const version = (await readFile(join(folder, "PG_VERSION"), "utf8")).trim();
  if (version !== major) {
    throw new Error(
      `${folder} was written by Postgres ${version}, this is Postgres ${major}: dump it with the old one and restore it here.`,
    );
  }
}

/**
 * Makes an empty cluster whose only role is ours.
 *
 * @throws Error with what initdb said when it fails.
 */
export async function makeCluster(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
  { password, throwAway = false }: { password: string; throwAway?: boolean },
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  // A half-made cluster must never look like a whole one, so it gets its name when it is complete.
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await privateFolder(partial, account);
  const secret = await mkdtemp(join(tmpdir(), "fairlead-"));
  const passwordFile = join(secret, "password");
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account) {
      await chown(passwordFile, account.uid, account.gid);
      await chown(secret, account.uid, account.gid);
    }
    await runInitdb(partial, passwordFile, binaries, account, throwAway);
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
}

async function runInitdb(
  folder: string,
  passwordFile: string,
  binaries: Binaries,
  account: Account | undefined,
  throwAway: boolean,
): Promise<void> {
  // Text sorts by code point whatever the machine's C library says; its LC_CTYPE still has to know letters beyond
  // ASCII, or trigram search finds nothing in Chinese.
  const ctype = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  const flags = [
    `--pgdata=${folder}`,
    `--username=${role}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    `--lc-ctype=${ctype}`,
    "--text-search-config=simple",
    "--no-instructions",
    ...(throwAway ? ["--no-sync"] : []),
  ];
  const child = spawn(binaries.initdb, flags, { ...account, cwd: "/", env: plainEnvironment() });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (status, killed) => resolve(status ?? killed ?? "unknown"));
  });
  if (code !== 0)
    throw new Error(`The database could not be made (initdb ended with ${code}): ${output.trim()}`);
}

/** What Postgres gets of our environment: nothing that could change its settings or its language. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LC_ALL: undefined,
    LANG: "C.UTF-8",
    LC_MESSAGES: "C",
    TZ: "UTC",
    NODE_ENV: process.env.NODE_ENV,
  };
}
