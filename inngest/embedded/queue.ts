import type { Pool } from "pg";
import { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { EngineEvent } from "./protocol";
import type { Database } from "./transaction";

/** What the engine has to do at some moment. Everything it ever does later is one of these, on one queue. */
export type Work =
  /** Call the app: discover the next steps, or run one planned step. */
  | { kind: "call"; runId: string; stepId: string; attempt: number }
  /** A sleep is over, or a wait has timed out. */
  | { kind: "wake"; runId: string; stepId: string }
  /** A schedule is due. */
  | { kind: "tick"; functionId: string; cron: string; at: string }
  /** A debounce may be over. */
  | { kind: "settle"; functionId: string; key: string }
  /** Something happened in the engine that a function listens to. */
  | { kind: "announce"; event: EngineEvent }
  /** A run may have exceeded one of its time limits. */
  | { kind: "deadline"; runId: string; limit: "start" | "finish" };

export interface Order {
  work: Work;
  /** When it is due; now when left out. */
  at?: Date;
  /** A second order with the id of one still queued is dropped. */
  id?: string;
  /** Orders of one group are left in the queue while the group's concurrency is used up. */
  group?: string;
}

export interface Job {
  id: string;
  retryCount: number;
  work: Work;
  group: string | undefined;
}

const QUEUE = "work";
const DAY_S = 86_400;

/** The engine's queue: pg-boss, written to inside the transactions that change run state. */
export class Queue {
  private readonly boss: PgBoss;

  constructor(
    private readonly pool: Pool,
    log: Logger,
  ) {
    this.boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schedule: false,
    });
    this.boss.on("error", (error) => log.error({ err: error }, "queue maintenance failed"));
    this.boss.on("warning", (warning) => log.warn({ warning }, "queue warning"));
  }

  async start(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(QUEUE, {
      // A sleep may be a year long.
      retentionSeconds: 800 * DAY_S,
      expireInSeconds: DAY_S - 1,
      // Every attempt of pg-boss is a takeover after a crash; a step's own attempts are counted in the work.
      retryLimit: 1_000_000,
      retryDelay: 0,
    });
  }

  async stop(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }

  /** Adds orders in the caller's transaction. */
  async add(tx: Database, orders: Order[]): Promise<void> {
    if (orders.length === 0) return;
    const jobs = orders.map(({ work, at, id, group }) => ({
      data: work,
      ...(at ? { startAfter: at } : {}),
      ...(id ? { id } : {}),
      ...(group ? { group: { id: group } } : {}),
    }));
    await this.boss.insert(QUEUE, jobs, { db: inside(tx) });
  }

  /**
   * Claims due jobs, oldest first.
   * @param ignoredGroups groups whose jobs must stay in the queue for now.
   */
  async take(limit: number, ignoredGroups: string[]): Promise<Job[]> {
    const jobs = await this.boss.fetch<Work>(QUEUE, { batchSize: limit, ignoreGroups: ignoredGroups });
    return jobs.map((job) => ({
      id: job.id,
      retryCount: job.retryCount,
      work: job.data,
      group: job.groupId ?? undefined,
    }));
  }

  /**
   * Removes a claimed job, in the caller's transaction.
   * @returns false when the claim was lost: somebody else has the job now and the caller must change nothing.
   */
  async finish(tx: Database, job: Job): Promise<boolean> {
    const response = await this.boss.deleteJob(QUEUE, [{ id: job.id, retryCount: job.retryCount }], {
      db: inside(tx),
    });
    // pg-boss documents `affected` but leaves it out of its types.
    return (response as { affected: number }).affected === 1;
  }

  /**
   * Makes claimed jobs available again, except those this process is still at. Only the owner of the engine's lock may
   * do this: the other claims are those of a process that is gone.
   * @returns how many there were.
   */
  async reclaim(held: Job[]): Promise<number> {
    const { rows } = await this.pool.query<{ id: string; retryCount: number }>(
      `select id, retry_count as "retryCount" from pgboss.job where name = $1 and state = 'active'`,
      [QUEUE],
    );
    const mine = new Set(held.map((job) => `${job.id}/${job.retryCount}`));
    const orphans = rows.filter((row) => !mine.has(`${row.id}/${row.retryCount}`));
    if (orphans.length > 0) await this.boss.fail(QUEUE, orphans);
    return orphans.length;
  }

  /** @returns the moments, in UTC unless the expression says otherwise, after `from` at which a schedule is due. */
  occurrences(cron: string, from: Date, count: number): Date[] {
    const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron);
    return this.boss.previewSchedule(zoned?.[2] ?? cron, { from, count, tz: zoned?.[1] ?? "UTC" });
  }

  /** @returns how many jobs are due and how many are claimed. */
  async depth(): Promise<{ due: number; claimed: number }> {
    const { rows } = await this.pool.query<{ due: number; claimed: number }>(
      `select count(*) filter (where state < 'active' and start_after <= now())::int as due,
              count(*) filter (where state = 'active')::int as claimed
       from pgboss.job where name = $1`,
      [QUEUE],
    );
    return rows[0]!;
  }
}

function inside(tx: Database) {
  return { executeSql: (text: string, values?: unknown[]) => tx.query(text, values) };
}
