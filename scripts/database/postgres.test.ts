import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../ports";
import { alive, gone } from "../processes";
import { throwAwayFolder } from "../testing/throw-away-folder";
import { migrate } from "./migrate";
import { findRunningPostgres, type RunningPostgres, removeCluster, startPostgres } from "./postgres";

let folder: string;
let cluster: string;

beforeAll(async () => {
  // With a space, as people's folders have.
  folder = join(await throwAwayFolder(), "my data");
  cluster = join(folder, "postgres");
});

afterAll(async () => {
  await removeCluster(cluster);
  await rm(join(folder, ".."), { recursive: true, force: true });
});

async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function emptyDatabase(server: RunningPostgres, name: string): Promise<string> {
  await query(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

const start = (password = "p@ss/wörd:1"): Promise<RunningPostgres> =>
  startPostgres({ folder: cluster, password });

test("keeps what was written over a stop, and is found while it runs", async () => {
  const first = await start();
  expect(findRunningPostgres(cluster, "p@ss/wörd:1")).toBe(first.url);
  await query(first.url, "create table kept as select 1 as one");
  await first.stop();
  await first.stop();
  expect(alive(first.pid)).toBe(false);
  expect(findRunningPostgres(cluster, "p@ss/wörd:1")).toBeUndefined();

  const second = await start();
  expect((await query(second.url, "select one from kept")).rows).toEqual([{ one: 1 }]);
  await second.stop();
});

test("ends an instance that was left behind before it starts its own", async () => {
  const left = await start();
  const next = await start();
  expect(alive(left.pid)).toBe(false);
  expect((await query(next.url, "select one from kept")).rows).toHaveLength(1);
  await next.stop();
});

test("recovers what was committed before a SIGKILL", async () => {
  const killed = await start();
  await query(killed.url, "insert into kept values (2)");
  killed.process.kill("SIGKILL");
  expect(await gone(killed.pid, 5_000)).toBe(true);
  expect(existsSync(join(cluster, "postmaster.pid"))).toBe(true);

  const next = await start();
  expect((await query(next.url, "select count(*)::int as n from kept")).rows).toEqual([{ n: 2 }]);
  await next.stop();
});

test("says which secrets file is wrong when the password is not the cluster's", async () => {
  await expect(start("another")).rejects.toThrow(/refuses the password in secrets\.json/);
  expect(findRunningPostgres(cluster, "another")).toBeUndefined();
});

test("says which port is taken", async () => {
  const holder = await start();
  await expect(
    startPostgres({ folder: join(folder, "other"), password: "x", port: holder.port, throwAway: true }),
  ).rejects.toThrow(`Port ${holder.port} is taken: set FAIRLEAD_PG_PORT to another.`);
  await removeCluster(join(folder, "other"));
  await holder.stop();
});

test("finds letters in Chinese, whatever the machine's locale", async () => {
  const running = await start();
  await query(running.url, "create extension if not exists pg_trgm");
  const trigrams = await query(
    running.url,
    "select cardinality(show_trgm('北京公司')) as n, lower('ÄÖ') as lower",
  );
  expect(trigrams.rows).toEqual([{ n: 5, lower: "äö" }]);
  await running.stop();
});

test("a throw-away cluster is gone with its stop", async () => {
  const once = join(folder, "once");
  const running = await startPostgres({
    folder: once,
    password: "x",
    port: await freePort(),
    throwAway: true,
  });
  await running.stop();
  expect([once, `${once}.log`].filter((path) => existsSync(path))).toEqual([]);
});

test("two that migrate at once take turns, and Prisma's own record tells each step once", async () => {
  const running = await start();
  const url = await emptyDatabase(running, "turns");
  const applied = await Promise.all([migrate(url), migrate(url)]);
  const record = await query(url, "select migration_name from _prisma_migrations order by 1");
  const names = record.rows.map((row) => row.migration_name);
  expect(names.length).toBeGreaterThan(0);
  expect(applied.flat().sort()).toEqual(names);
  expect(await migrate(url)).toEqual([]);
  await running.stop();
});

test("a migration that fails leaves nothing behind and is tried again", async () => {
  const running = await start();
  const url = await emptyDatabase(running, "half");
  // In the way of the first migration, after its extensions.
  await query(url, "create type actor_type as enum ('in the way')");
  await expect(migrate(url)).rejects.toThrow(
    /could not be migrated: \d+_foundation: .*"actor_type" already exists/,
  );
  expect((await query(url, "select 1 from pg_extension where extname = 'ltree'")).rows).toEqual([]);
  await query(url, "drop type actor_type");
  expect((await migrate(url)).length).toBeGreaterThan(0);
  await running.stop();
});

test("the log keeps what Postgres said", async () => {
  expect(await readFile(`${cluster}.log`, "utf8")).toContain("database system was not properly shut down");
});
