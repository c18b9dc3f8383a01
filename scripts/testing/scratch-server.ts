import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "../database/postgres";

/** A Postgres server on which a run of tests makes and drops databases of its own, and touches no other. */
export interface ScratchServer {
  url: string;
  /** What the names of all of this run's databases begin with. */
  prefix: string;
  /** Creates an empty database and returns its address. */
  create(name: string): Promise<string>;
  /** Drops everything of this run. */
  stop(): Promise<void>;
  /** The same in an instant, without waiting, for a process that is about to end. */
  abandon(): void;
}

/**
 * The server `TEST_DATABASE_URL` or `DATABASE_URL` names, whose role then has to be allowed to create databases, or a
 * throw-away one below `folder`.
 */
export async function scratchServer(folder: string): Promise<ScratchServer> {
  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  const own = given
    ? undefined
    : await startPostgres({ folder: join(folder, "postgres"), password: randomUUID(), throwAway: true });
  const url = given ?? own!.url;
  const prefix = `fairlead_test_${randomBytes(4).toString("hex")}_`;
  return {
    url,
    prefix,
    async create(name) {
      await withClient(url, (client) => client.query(`create database ${prefix}${name}`));
      const address = new URL(url);
      address.pathname = `/${prefix}${name}`;
      return address.href;
    },
    stop: () => own?.stop() ?? dropAll(url, prefix),
    abandon: () => own?.process.kill("SIGQUIT"),
  };
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function dropAll(url: string, prefix: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1)",
      [prefix],
    );
    for (const { datname } of found.rows) await client.query(`drop database ${datname} with (force)`);
  });
}
