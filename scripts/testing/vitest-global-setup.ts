import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../database/migrate";
import { startPostgres } from "../database/postgres";
import { throwAwayFolder } from "./throw-away-folder";

declare module "vitest" {
  interface ProvidedContext {
    /** Where databases can be created; `template` names the migrated one to clone. */
    server: { url: string; template: string; prefix: string };
    folder: string;
  }
}

/** One Postgres with one migrated template for the whole run: a throw-away one, or the one TEST_DATABASE_URL names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await throwAwayFolder();
  const given = process.env.TEST_DATABASE_URL;
  const own = given
    ? undefined
    : await startPostgres({ folder: join(folder, "postgres"), password: randomUUID(), throwAway: true });
  const url = given ?? own!.url;
  const prefix = `fairlead_test_${randomBytes(4).toString("hex")}`;
  const template = `${prefix}_template`;

  const abandon = () => own?.process.kill("SIGQUIT");
  process.once("exit", abandon);
  try {
    await withClient(url, (client) => client.query(`create database ${template}`));
    await migrate(named(url, template));
  } catch (error) {
    await own?.stop();
    throw error;
  }
  project.provide("server", { url, template, prefix });
  project.provide("folder", folder);

  return async () => {
    if (own) await own.stop();
    else await dropAll(url, prefix);
    await rm(folder, { recursive: true, force: true });
    process.off("exit", abandon);
  };
}

function named(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
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
