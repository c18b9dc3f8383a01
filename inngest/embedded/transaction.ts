import { setTimeout } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import type { Logger } from "pino";

/** What can run SQL: the pool, or a client inside a transaction. */
export type Database = Pick<PoolClient, "query">;

const DEADLOCK = "40P01";
const TRIES = 4;

/**
 * Runs the body in one transaction, again when Postgres chose it to break a deadlock.
 * @returns what the body returned.
 */
export async function transaction<T>(pool: Pool, body: (tx: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, body);
    } catch (error) {
      if (attempt === TRIES || (error as { code?: unknown }).code !== DEADLOCK) throw error;
    }
  }
}

async function once<T>(pool: Pool, body: (tx: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection cut between two statements has nobody else to tell; unheard, it would end the process.
  const cut = (error: Error) => {
    broken = error;
  };
  client.on("error", cut);
  try {
    await client.query("begin");
    const result = await body(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off("error", cut);
    client.release(broken);
  }
}

/** Connection, resource, operator-intervention and rollback classes: the same statement can succeed later. */
const TRANSIENT = /^(08|53|55|57|40)/;

/** Whether the database was away or busy, as opposed to refusing what it was given. */
export function isTransient(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return TRANSIENT.test(code);
  return typeof code === "string" || /connection|terminated|timeout/i.test(String(message));
}

/**
 * Runs the body until the database is there to take it.
 * @throws whatever is not a matter of waiting.
 */
export async function patiently<T>(log: Logger, body: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await body();
    } catch (error) {
      if (!isTransient(error)) throw error;
      log.warn({ err: error, attempt }, "waiting for the database");
      await setTimeout(Math.min(200 * attempt, 5_000));
    }
  }
}
