import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../../scripts/database/migrate";
import { startPostgres } from "../../scripts/database/postgres";
import { throwAwayFolder } from "../../scripts/testing/throw-away-folder";

/**
 * A migrated database of the measurement's own, in a Postgres of its own or in the one `BENCH_DATABASE_URL` names, and the
 * environment the product reads. Must be awaited before anything of `lib` is imported.
 * @param durable whether a commit waits for the disk, which only a measurement of writes needs.
 * @returns what takes everything away again.
 */
export async function benchDatabase({ durable = false } = {}): Promise<() => Promise<void>> {
  const folder = await throwAwayFolder();
  const given = process.env.BENCH_DATABASE_URL;
  const own = given
    ? undefined
    : await startPostgres({ folder: join(folder, "postgres"), password: randomUUID(), throwAway: !durable });
  const server = given ?? own!.url;
  const name = `fairlead_bench_${randomBytes(4).toString("hex")}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  await onServer(server, `create database ${name}`);
  await migrate(address.href);
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: address.href,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    FAIRLEAD_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString("base64")}`,
    FAIRLEAD_DATA_DIR: folder,
    LOG_LEVEL: "silent",
    TZ: "UTC",
  });
  return async () => {
    const { disconnect } = await import("@/lib/core/db");
    await disconnect();
    if (own) await own.stop();
    else await onServer(server, `drop database ${name} with (force)`);
    await rm(folder, { recursive: true, force: true });
  };
}

export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
