import pg from "pg";
import type { Logger } from "pino";

const LOCK = "fairlead embedded engine";
const RETRY_MS = 500;

/**
 * The lock that makes one process the engine. It is a lock of a database session: when the process dies, by whatever
 * signal, Postgres lets go of it at once, and the next engine knows that every claim it finds belongs to nobody.
 */
export class Owner {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly gained: () => Promise<void>,
    private readonly lost: () => void,
    private readonly log: Logger,
  ) {}

  start(): void {
    void this.acquire();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => {});
  }

  private async acquire(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: "fairlead-engine-lock",
      keepAlive: true,
    });
    client.on("error", () => this.release(client));
    client.on("end", () => this.release(client));
    try {
      await client.connect();
      // A machine that vanished sends no farewell; without this its lock would outlive it by hours.
      await client.query(
        "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3",
      );
      const { rows } = await client.query<{ locked: boolean }>(
        "select pg_try_advisory_lock(hashtextextended($1, 0)) as locked",
        [LOCK],
      );
      if (!rows[0]?.locked) throw new Error("another engine is at work");
      this.client = client;
      await this.gained();
    } catch (error) {
      if (!this.stopped) this.log.debug({ reason: (error as Error).message }, "waiting to become the engine");
      this.release(client);
    }
  }

  private release(client: pg.Client): void {
    const mine = this.client === client;
    if (mine) {
      this.client = undefined;
      if (!this.stopped) this.lost();
    }
    client.end().catch(() => {});
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.acquire(), RETRY_MS);
  }
}
