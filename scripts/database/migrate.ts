import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { readMigrations } from "./migration-files";

// Any number will do as long as nothing else in the database takes it.
const lock = 6_170_310_401;

/**
 * Applies every migration the database has not seen, in order, and records them in `_prisma_migrations` as Prisma's own
 * CLI does. Two starters take turns; the second finds nothing left to do.
 *
 * @param databaseUrl a Postgres URL whose role may create tables and extensions.
 * @returns the names of the migrations applied now.
 * @throws Error with one sentence when a migration fails; nothing of that migration is kept and the next call tries it again.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  const gate = new pg.Client({ connectionString: databaseUrl });
  // Whatever ends a connection fails the query under way, which tells; without a listener it would end the process.
  pool.on("error", () => undefined);
  gate.on("error", () => undefined);
  try {
    await gate.connect();
    await gate.query("select pg_advisory_lock($1)", [lock]);
    const migrationsList = await readMigrations();
    if (
      await nothingToApply(
        gate,
        migrationsList.migrationDirectories.map((directory) => directory.path),
      )
    )
      return [];
    const { noFilter, schemaEngine } = await import("./schema-engine");
    const engine = await schemaEngine(pool);
    try {
      await forgetFailures(gate, engine);
      const applied = await engine.applyMigrations({ migrationsList, filters: noFilter });
      return applied.appliedMigrationNames;
    } catch (error) {
      await forgetFailures(gate, engine);
      throw new Error(`The database could not be migrated: ${reason(error)}`, { cause: error });
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
    await gate.end();
  }
}

// Loading the engine costs more than the rest of a start that changes nothing.
async function nothingToApply(client: pg.Client, names: string[]): Promise<boolean> {
  const table = await client.query("select to_regclass('_prisma_migrations') as name");
  if (table.rows[0].name === null) return false;
  const rows = await client.query<{ migration_name: string; finished: boolean }>(
    `select migration_name, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null`,
  );
  const finished = new Set(rows.rows.filter((row) => row.finished).map((row) => row.migration_name));
  return rows.rows.every((row) => row.finished) && names.every((name) => finished.has(name));
}

// A migration is one transaction, so one that failed or was killed left nothing behind and may be tried again.
async function forgetFailures(client: pg.Client, engine: SchemaEngine): Promise<void> {
  const table = await client.query("select to_regclass('_prisma_migrations') as name");
  if (table.rows[0].name === null) return;
  const failed = await client.query<{ migration_name: string }>(
    "select distinct migration_name from _prisma_migrations where finished_at is null and rolled_back_at is null",
  );
  for (const row of failed.rows) await engine.markMigrationRolledBack({ migrationName: row.migration_name });
}

// The engine adds a trace of its own source to what Postgres said.
function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const name = /migration_name="([^"]+)"/.exec(text)?.[1];
  const said =
    text
      .split(/\n\s+0: /)[0]
      ?.replaceAll("\n", " ")
      .trim() ?? text;
  return name ? `${name}: ${said}` : said;
}
