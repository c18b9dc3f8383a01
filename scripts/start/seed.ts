import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { runStep, type Step } from "./build";
import { root } from "./environment";
import { fingerprint } from "./fingerprint";

/**
 * Runs the seed unless this version has already seeded this very database. The seed itself knows what is there and
 * does nothing twice; but to ask it costs seconds, and a restart has none to spare.
 */
export async function seedIfChanged(step: Step): Promise<void> {
  const stamp = join(step.env.FAIRLEAD_DATA_DIR!, "seeded");
  const kind = step.env.FAIRLEAD_SEED!;
  const now = fingerprint(root, ["lib", "prisma/seed"], [kind, await identity(step.env.DATABASE_URL!)]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  await runStep("Seeding the database", ["--import", "tsx", "scripts/database/seed.ts"], step);
  writeFileSync(stamp, now);
}

// The first migration's record has an id no other database has, and a dump takes it along with what was seeded.
async function identity(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const first = await client.query<{ id: string }>(
      "select id from _prisma_migrations order by started_at, id limit 1",
    );
    return first.rows[0]?.id ?? "";
  } finally {
    await client.end();
  }
}
