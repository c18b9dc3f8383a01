import type pg from "pg";
import { settingDefinitions } from "@/lib/settings/settings/definitions";

/**
 * How many calls to the app settings allow at once (settings → jobs). The engine is a process of its own with its own few
 * connections, so it asks by itself. A stored value that no longer fits gives the default.
 */
export async function concurrencySetting(database: pg.Pool): Promise<number> {
  const { rows } = await database.query<{ value: unknown }>(
    "select value from setting where key = 'jobs' order by version desc limit 1",
  );
  const parsed = settingDefinitions.jobs.safeParse(rows[0]?.value ?? {});
  return (parsed.success ? parsed.data : settingDefinitions.jobs.parse({})).concurrency;
}
