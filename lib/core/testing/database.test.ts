import { expect, test } from "vitest";
import { kysely, pool } from "@/lib/core/db";
import { databaseUrl } from "./database";

test("a test file has a migrated database of its own", async () => {
  const current = await pool.query("select current_database() as name");
  expect(new URL(databaseUrl).pathname).toBe(`/${current.rows[0].name}`);
  expect(await kysely.selectFrom("organization").selectAll().execute()).toEqual([]);
});
