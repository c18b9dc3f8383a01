import pg from "pg";
import { afterAll, inject } from "vitest";
import { disconnect } from "@/lib/core/db";

// Importing this file is what gives a test file its database, so that files that need none pay nothing.
const server = inject("server");

/** The address of this test file's own database, which `lib/core/db` uses as well. */
export const databaseUrl = process.env.DATABASE_URL!;

const name = new URL(databaseUrl).pathname.slice(1);

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

await onServer(`create database ${name} template ${server.template} strategy file_copy`);

afterAll(async () => {
  await disconnect();
  await onServer(`drop database ${name} with (force)`);
});
