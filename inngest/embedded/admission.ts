import type { EngineFunction, Keyed } from "./functions";
import type { EngineEvent } from "./protocol";
import type { Queue } from "./queue";
import type { Draft, Runs } from "./runs";
import type { Database } from "./transaction";

const IDEMPOTENCY_MS = 24 * 3_600_000;

/** Decides whether, and when, an event starts a run: the flow control of the SDK's function configuration. */
export class Admission {
  constructor(
    private readonly runs: Runs,
    private readonly queue: Queue,
  ) {}

  /** @returns the run the event starts, or undefined when the function's configuration says not now or not at all. */
  async admit(tx: Database, fn: EngineFunction, event: EngineEvent): Promise<Draft | undefined> {
    if (fn.idempotency && !(await this.first(tx, fn, String(fn.idempotency({ event }))))) return undefined;
    if (!fn.debounce) return this.draft(tx, fn, event);
    await this.debounce(tx, fn, fn.debounce, event);
    return undefined;
  }

  /** A debounce came due: start with the latest event, or wait on if one came in between. */
  async settle(tx: Database, fn: EngineFunction | undefined, functionId: string, key: string): Promise<void> {
    await alone(tx, functionId, key);
    const { rows } = await tx.query<{ event: EngineEvent; due: Date }>(
      "select event, least(latest_at, deadline) as due from engine.debounce where function_id = $1 and key = $2",
      [functionId, key],
    );
    const pending = rows[0];
    if (!pending) return;
    if (fn && pending.due.getTime() > Date.now()) {
      await this.queue.add(tx, [{ work: { kind: "settle", functionId, key }, at: pending.due }]);
      return;
    }
    await tx.query("delete from engine.debounce where function_id = $1 and key = $2", [functionId, key]);
    const draft = fn && (await this.draft(tx, fn, pending.event));
    if (draft) await this.runs.create(tx, [draft]);
  }

  private async draft(tx: Database, fn: EngineFunction, event: EngineEvent): Promise<Draft | undefined> {
    const rateKey = fn.rateLimit && keyOf(fn.rateLimit, event);
    const singletonKey = fn.singleton && keyOf(fn.singleton, event);
    if (rateKey !== undefined && !(await this.withinRate(tx, fn, rateKey))) return undefined;
    if (singletonKey !== undefined && !(await this.only(tx, fn, singletonKey))) return undefined;
    const at = fn.throttle && (await this.paced(tx, fn, fn.throttle, keyOf(fn.throttle, event)));
    return { fn, event, at, rateKey, singletonKey };
  }

  private async first(tx: Database, fn: EngineFunction, key: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into engine.once (function_id, key, expires_at) values ($1, $2, $3)
       on conflict (function_id, key) do update set expires_at = excluded.expires_at where once.expires_at < now()`,
      [fn.id, key, new Date(Date.now() + IDEMPOTENCY_MS)],
    );
    return rowCount === 1;
  }

  private async withinRate(tx: Database, fn: EngineFunction, key: string): Promise<boolean> {
    await alone(tx, fn.id, key);
    const { rows } = await tx.query<{ count: number }>(
      "select count(*)::int as count from engine.run where function_id = $1 and rate_key = $2 and created_at > $3",
      [fn.id, key, new Date(Date.now() - fn.rateLimit!.periodMs)],
    );
    return rows[0]!.count < fn.rateLimit!.limit;
  }

  private async only(tx: Database, fn: EngineFunction, key: string): Promise<boolean> {
    await alone(tx, fn.id, key);
    const { rows } = await tx.query<{ id: string }>(
      "select id from engine.run where function_id = $1 and singleton_key = $2 and ended_at is null",
      [fn.id, key],
    );
    if (rows.length === 0) return true;
    if (fn.singleton!.mode === "skip") return false;
    for (const { id } of rows) await this.runs.cancel(tx, id, "A newer run took its place.");
    return true;
  }

  /** A leaky bucket: `burst` runs at once, then one each `period / limit`. */
  private async paced(
    tx: Database,
    fn: EngineFunction,
    throttle: NonNullable<EngineFunction["throttle"]>,
    key: string,
  ): Promise<Date> {
    await alone(tx, fn.id, key);
    const now = Date.now();
    const interval = throttle.periodMs / throttle.limit;
    const { rows } = await tx.query<{ next_at: Date }>(
      "select next_at from engine.pace where function_id = $1 and key = $2",
      [fn.id, key],
    );
    const steady = Math.max(rows[0]?.next_at.getTime() ?? 0, now);
    await tx.query(
      `insert into engine.pace (function_id, key, next_at) values ($1, $2, $3)
       on conflict (function_id, key) do update set next_at = excluded.next_at`,
      [fn.id, key, new Date(steady + interval)],
    );
    return new Date(Math.max(now, steady - (throttle.burst - 1) * interval));
  }

  private async debounce(
    tx: Database,
    fn: EngineFunction,
    debounce: NonNullable<EngineFunction["debounce"]>,
    event: EngineEvent,
  ): Promise<void> {
    const key = keyOf(debounce, event);
    await alone(tx, fn.id, key);
    const due = new Date(Date.now() + debounce.periodMs);
    const deadline = debounce.timeoutMs ? new Date(Date.now() + debounce.timeoutMs) : null;
    const { rows } = await tx.query<{ fresh: boolean }>(
      `insert into engine.debounce (function_id, key, event, latest_at, deadline) values ($1, $2, $3, $4, $5)
       on conflict (function_id, key) do update set event = excluded.event, latest_at = excluded.latest_at
       returning xmax = 0 as fresh`,
      [fn.id, key, JSON.stringify(event), due, deadline],
    );
    if (rows[0]!.fresh) {
      await this.queue.add(tx, [{ work: { kind: "settle", functionId: fn.id, key }, at: due }]);
    }
  }
}

function keyOf({ key }: Keyed, event: EngineEvent): string {
  return key ? String(key({ event }) ?? "") : "";
}

/** Two events for one key take turns, so that both see what the other did. */
async function alone(tx: Database, functionId: string, key: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`engine:${functionId}:${key}`]);
}
