import pg from "pg";
import { createSchema } from "./schema";
import type { Settings } from "./settings";
import { type Origin, Transaction } from "./transaction";

/** The sandbox's data in a Postgres schema of its own, so that it outlives a kill as Stripe's does. */
export class Store {
  readonly pool: pg.Pool;
  /** For what is written beside a transaction: the pool may be full of transactions that wait for just that. */
  readonly besides: pg.Pool;

  constructor(databaseUrl: string) {
    const pool = (max: number) => {
      const made = new pg.Pool({ connectionString: databaseUrl, max, application_name: "stripe-sandbox" });
      // A database that restarts ends idle connections; the next query opens new ones.
      made.on("error", () => undefined);
      // One that breaks between two statements of a transaction fails the next statement instead of the process.
      made.on("connect", (client) => client.on("error", () => undefined));
      return made;
    };
    this.pool = pool(8);
    this.besides = pool(2);
  }

  async open(): Promise<void> {
    await createSchema(this.pool);
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.besides.end()]);
  }

  /**
   * Runs `body` in one transaction.
   */
  async transact<T>(
    settings: Settings,
    webhookUrls: readonly string[],
    origin: Origin,
    body: (tx: Transaction, client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin");
      const result = await body(new Transaction(client, settings.nowMs(), origin, webhookUrls), client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((failed: Error) => {
        broken = failed;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

export const byItself: Origin = { requestId: null, idempotencyKey: null };
