import { v7 } from "uuid";
import type { EngineFunction, Registry } from "./functions";
import {
  CANCELLED,
  DISCOVERY,
  type EngineEvent,
  FAILED,
  FINISHED,
  type Op,
  type Outcome,
  type StepFailure,
} from "./protocol";
import type { Order, Queue } from "./queue";
import { groupOf, type Slot } from "./slots";
import type { Database } from "./transaction";

export interface Run {
  id: string;
  functionId: string;
  event: EngineEvent;
  state: "queued" | "running" | "completed" | "failed" | "canceled";
  slots: Slot[];
  forcePlan: boolean;
  parentRunId: string | null;
  parentStepId: string | null;
}

export interface Memo {
  run: Run;
  /** Results by step id. */
  steps: Record<string, Outcome>;
  /** Step ids in the order in which they completed. */
  stack: string[];
  /** Whether this is the run's first call. */
  first: boolean;
}

/** A run to be made. */
export interface Draft {
  fn: EngineFunction;
  event: EngineEvent;
  /** When it may start, if not at once. */
  at?: Date;
  singletonKey?: string;
  rateKey?: string;
  /** The step of another run that waits for it. */
  parent?: { runId: string; stepId: string };
}

export type Ending =
  | { state: "completed"; output: unknown }
  | { state: "failed" | "canceled"; error: StepFailure };

const COLUMNS = `id, function_id as "functionId", event, state, slots, force_plan as "forcePlan",
  parent_run_id as "parentRunId", parent_step_id as "parentStepId"`;

/** Run state: every change to a run or its steps is made here, inside a transaction that holds the run's lock. */
export class Runs {
  constructor(
    private readonly queue: Queue,
    private readonly registry: Registry,
  ) {}

  /** Makes runs and orders their first calls. */
  async create(tx: Database, drafts: Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    const rows = drafts.map(({ fn, event, singletonKey, rateKey, parent }) => ({
      id: v7(),
      function_id: fn.id,
      event,
      slots: slotsOf(fn, event),
      singleton_key: singletonKey,
      rate_key: rateKey,
      parent_run_id: parent?.runId,
      parent_step_id: parent?.stepId,
    }));
    const columns = "id, function_id, event, slots, singleton_key, rate_key, parent_run_id, parent_step_id";
    await tx.query(
      `insert into engine.run (${columns}) select ${columns}
       from jsonb_populate_recordset(null::engine.run, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
    await this.queue.add(
      tx,
      drafts.flatMap(({ fn, at }, index): Order[] => {
        const { id: runId, slots } = rows[index]!;
        const first: Order = {
          work: { kind: "call", runId, stepId: DISCOVERY, attempt: 0 },
          at,
          group: groupOf(slots),
        };
        if (!fn.startMs) return [first];
        return [first, { work: { kind: "deadline", runId, limit: "start" }, at: inMs(fn.startMs) }];
      }),
    );
  }

  /** @returns the run, locked until the transaction ends, or undefined when it is over or never was. */
  async lock(tx: Database, runId: string): Promise<Run | undefined> {
    const { rows } = await tx.query<Run>(
      `select ${COLUMNS} from engine.run where id = $1 and ended_at is null for update`,
      [runId],
    );
    return rows[0];
  }

  /**
   * Gathers what a call has to carry, and notes that the run is under way.
   * @returns undefined when there is nothing left to call for.
   */
  async memo(db: Database, runId: string, stepId: string): Promise<Memo | undefined> {
    const { rows } = await db.query<Run & { steps: Memo["steps"]; stack: string[]; first: boolean }>(
      `with begun as (
         update engine.run set state = 'running', started_at = now() where id = $1 and state = 'queued' returning id
       )
       select ${COLUMNS}, exists (select from begun) as first,
         coalesce(done.steps, '{}') as steps, coalesce(done.stack, '{}') as stack
       from engine.run
       left join lateral (
         select jsonb_object_agg(step.id, step.outcome) as steps, array_agg(step.id order by step.sequence) as stack
         from engine.step where step.run_id = run.id and step.outcome is not null
       ) done on true
       where run.id = $1 and run.ended_at is null`,
      [runId],
    );
    const row = rows[0];
    if (!row || stepId in row.steps) return undefined;
    const { steps, stack, first, ...run } = row;
    return { run, steps, stack, first };
  }

  /** Limits how long a run that just began may take. */
  async limit(tx: Database, run: Run, ms: number): Promise<void> {
    await this.queue.add(tx, [{ work: { kind: "deadline", runId: run.id, limit: "finish" }, at: inMs(ms) }]);
  }

  /** Steps race from here on: plan each before it runs. */
  async forcePlan(tx: Database, run: Run): Promise<void> {
    if (run.forcePlan) return;
    run.forcePlan = true;
    await tx.query("update engine.run set force_plan = true where id = $1", [run.id]);
  }

  /**
   * Notes a step that has yet to get its result.
   * @returns false when it was already known.
   */
  async plan(
    tx: Database,
    run: Run,
    op: Op,
    wait?: { event: string; if: string | undefined },
  ): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into engine.step (run_id, id, name, op, wait_event, wait_if) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [run.id, op.id, op.displayName ?? op.name ?? op.id, op.op, wait?.event, wait?.if],
    );
    return rowCount === 1;
  }

  /**
   * Gives a step its result, unless it has one: the first result stays.
   * @returns whether this one counted.
   */
  async memoize(
    tx: Database,
    run: Run,
    step: Pick<Op, "id" | "op" | "name" | "displayName">,
    outcome: Outcome,
  ): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into engine.step (run_id, id, name, op, outcome, sequence, ended_at)
       values ($1, $2, $3, $4, $5, nextval('engine.step_sequence'), now())
       on conflict (run_id, id) do update
         set outcome = excluded.outcome, sequence = excluded.sequence, ended_at = excluded.ended_at
         where step.outcome is null`,
      [run.id, step.id, step.displayName ?? step.name ?? step.id, step.op, JSON.stringify(outcome)],
    );
    return rowCount === 1;
  }

  /**
   * Gives a planned step its result and lets the run go on.
   * @returns whether the step was still without one.
   */
  async resolve(tx: Database, run: Run, stepId: string, outcome: Outcome): Promise<boolean> {
    const { rowCount } = await tx.query(
      `update engine.step set outcome = $3, sequence = nextval('engine.step_sequence'), ended_at = now()
       where run_id = $1 and id = $2 and outcome is null`,
      [run.id, stepId, JSON.stringify(outcome)],
    );
    if (rowCount !== 1) return false;
    await this.advance(tx, run);
    return true;
  }

  /** Orders the next discovery, once parallel steps have all come back or when they race. */
  async advance(tx: Database, run: Run): Promise<void> {
    const { rows } = await tx.query<{ pending: boolean }>(
      "select exists (select from engine.step where run_id = $1 and outcome is null) as pending",
      [run.id],
    );
    if (rows[0]?.pending && !run.forcePlan) return;
    await this.queue.add(tx, [
      { work: { kind: "call", runId: run.id, stepId: DISCOVERY, attempt: 0 }, group: groupOf(run.slots) },
    ]);
  }

  /** Ends a run: whoever invoked it gets the result, and whoever listens hears of it. */
  async end(tx: Database, run: Run, ending: Ending): Promise<void> {
    const output = ending.state === "completed" ? JSON.stringify(ending.output ?? null) : null;
    const error = ending.state === "completed" ? null : JSON.stringify(ending.error);
    await tx.query(
      `with left_over as (delete from engine.step where run_id = $1 and outcome is null)
       update engine.run set state = $2, output = $3, error = $4, ended_at = now() where id = $1`,
      [run.id, ending.state, output, error],
    );
    if (run.parentRunId && run.parentStepId) {
      const parent = await this.lock(tx, run.parentRunId);
      const outcome: Outcome =
        ending.state === "completed" ? { data: ending.output ?? null } : { error: ending.error };
      if (parent) await this.resolve(tx, parent, run.parentStepId, outcome);
    }
    await this.announce(tx, run, ending);
  }

  private async announce(tx: Database, run: Run, ending: Ending): Promise<void> {
    const data = {
      function_id: run.functionId,
      run_id: run.id,
      event: run.event,
      ...(ending.state === "completed" ? { result: ending.output ?? null } : { error: ending.error }),
    };
    const names =
      ending.state === "canceled" ? [CANCELLED] : ending.state === "failed" ? [FAILED, FINISHED] : [FINISHED];
    const heard = names.filter((name) => this.registry.listensTo(name));
    await this.queue.add(
      tx,
      heard.map((name) => ({
        work: { kind: "announce", event: { id: `${run.id}:${name}`, name, data, ts: Date.now() } },
      })),
    );
  }

  /**
   * Cancels a run. A call under way is not interrupted; what it answers is ignored.
   * @returns false when the run was over already.
   */
  async cancel(tx: Database, runId: string, why: string): Promise<boolean> {
    const run = await this.lock(tx, runId);
    if (!run) return false;
    await this.end(tx, run, { state: "canceled", error: { name: "Canceled", message: why } });
    return true;
  }
}

function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}

function slotsOf(fn: EngineFunction, event: EngineEvent): Slot[] {
  return fn.concurrency.map(({ limit, key, shared }) => ({
    key: `${shared ? "*" : fn.id}:${key ? String(key({ event }) ?? "") : ""}`,
    limit,
  }));
}
