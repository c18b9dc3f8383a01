// Usage: npm run migration -- <name>
// Writes prisma/migrations/<timestamp>_<name>/migration.sql with what changed in prisma/schema since the last one, by
// comparing with the schema as it was then, which is kept beside the migrations. Add hand-written SQL to the file.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { SchemaContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { migrationsDir, readSchema } from "./migration-files";
import { startPostgres } from "./postgres";
import { noFilter, schemaEngine } from "./schema-engine";

const snapshotFile = join(migrationsDir, "schema.snapshot.prisma");

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

// The engine insists on a database of the right kind, even to compare two files.
async function sqlBetween(from: SchemaContainer[], to: SchemaContainer[]): Promise<string> {
  const folder = join(tmpdir(), `fairlead-migration-${process.pid}`);
  const postgres = await startPostgres({ folder, password: randomUUID(), throwAway: true });
  const pool = new pg.Pool({ connectionString: postgres.url });
  try {
    const engine = await schemaEngine(pool);
    const result = await engine.diff({
      from: from.length > 0 ? { tag: "schemaDatamodel", files: from } : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: to },
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    engine.free();
    return result.stdout ?? "";
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
  fail("Name the migration in snake case: npm run migration -- add_orders");

const schema = await readSchema();
const snapshot = existsSync(snapshotFile)
  ? [{ path: "snapshot.prisma", content: await readFile(snapshotFile, "utf8") }]
  : [];
const sql = await sqlBetween(snapshot, schema);
const empty = sql.trim() === "" || sql.trim() === "-- This is an empty migration.";
if (empty) console.log("The schema did not change: the migration is empty, for hand-written SQL.");

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = join(migrationsDir, `${stamp}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "migration.sql"), empty ? "" : sql);
await writeFile(
  join(migrationsDir, "migration_lock.toml"),
  '# Written for compatibility with the Prisma CLI.\nprovider = "postgresql"\n',
);
await writeFile(snapshotFile, `${schema.map((file) => file.content.trim()).join("\n\n")}\n`);
if (!empty) console.log(sql);
console.log(`Wrote ${relative(process.cwd(), join(folder, "migration.sql"))}`);
process.exit(0);
