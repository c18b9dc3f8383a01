import type { Pool } from "pg";
import { v5 } from "uuid";
import type { Cron, Registry } from "./functions";
import type { Intake } from "./intake";
import { TIMER } from "./protocol";
import type { Order, Queue, Work } from "./queue";
import type { Runs } from "./runs";
import { type Database, transaction } from "./transaction";

const NAMESPACE = "5a3f7c1e-9f0b-4b52-8f6d-0d5f6a7e1c44";

type Tick = Extract<Work, { kind: "tick" }>;

/**
 * Runs functions on a schedule. Each occurrence is one order whose id follows from function, expression and moment, and
 * one event whose id does too: however many times it is ordered or taken up, it happens once.
 */
export class Schedule {
  constructor(
    private readonly pool: Pool,
    private readonly queue: Queue,
    private readonly registry: Registry,
    private readonly runs: Runs,
    private readonly intake: Intake,
  ) {}

  /** Orders the next occurrence of everything that has a schedule. One missed while the engine was down is made up once. */
  async arm(now: Date): Promise<void> {
    const orders = this.registry
      .all()
      .flatMap((fn) => fn.crons.map((cron) => nextTick(this.queue, fn.id, cron, now)));
    if (orders.length > 0) await transaction(this.pool, (tx) => this.queue.add(tx, orders));
  }

  /** Starts the run of one occurrence and orders the next one. */
  async tick(tx: Database, work: Tick, now: Date): Promise<void> {
    const fn = this.registry.get(work.functionId);
    const cron = fn?.crons.find(({ expression }) => expression === work.cron);
    if (!fn || !cron) return;
    const event = {
      id: `${work.functionId}:${work.cron}:${work.at}`,
      name: TIMER,
      data: { cron: work.cron },
      ts: new Date(work.at).getTime(),
    };
    if ((await this.intake.remember(tx, [event])).size > 0) await this.runs.create(tx, [{ fn, event }]);
    const passed = new Date(Math.max(now.getTime(), event.ts));
    await this.queue.add(tx, [nextTick(this.queue, fn.id, cron, passed)]);
  }
}

/**
 * @returns the order for the first occurrence after a moment; the same order for the same occurrence. With jitter it is taken up
 * later than it is due, by as much each time: how much follows from the function, which spreads functions over the time given.
 */
export function nextTick(
  queue: Pick<Queue, "occurrences">,
  functionId: string,
  { expression, jitterMs }: Cron,
  after: Date,
): Order {
  const due = queue.occurrences(expression, after, 1)[0];
  if (!due) throw new Error(`"${expression}" never comes due`);
  const moment = due.toISOString();
  const share = Number.parseInt(v5(`${functionId}:${expression}`, NAMESPACE).slice(0, 8), 16) / 2 ** 32;
  return {
    work: { kind: "tick", functionId, cron: expression, at: moment },
    at: new Date(due.getTime() + Math.floor(share * jitterMs)),
    id: v5(`${functionId}:${expression}:${moment}`, NAMESPACE),
  };
}
