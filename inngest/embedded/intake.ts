import type { Pool } from "pg";
import type { Admission } from "./admission";
import { compile } from "./expressions";
import type { EngineFunction, Registry } from "./functions";
import type { EngineEvent } from "./protocol";
import type { Draft, Runs } from "./runs";
import { type Database, transaction } from "./transaction";

/** Takes events in: each one once, whatever it sets off in the same transaction. */
export class Intake {
  constructor(
    private readonly pool: Pool,
    private readonly registry: Registry,
    private readonly runs: Runs,
    private readonly admission: Admission,
  ) {}

  /** Takes events from outside. An event whose id was seen before does nothing. */
  async receive(events: EngineEvent[]): Promise<void> {
    await transaction(this.pool, (tx) => this.receiveIn(tx, events));
  }

  /** The same inside the caller's transaction. */
  async receiveIn(tx: Database, events: EngineEvent[]): Promise<void> {
    const fresh = await this.remember(tx, events);
    const drafts: Draft[] = [];
    for (const event of events) {
      if (!fresh.delete(event.id)) continue;
      await this.cancelRuns(tx, event);
      await this.wakeWaits(tx, event);
      for (const fn of this.registry.startedBy(event)) {
        const draft = await this.admission.admit(tx, fn, event);
        if (!draft) continue;
        drafts.push(draft);
        // The next event of this batch has to see this run.
        if (fn.rateLimit || fn.singleton || fn.cancelOn.length > 0)
          await this.runs.create(tx, drafts.splice(0));
      }
    }
    await this.runs.create(tx, drafts);
  }

  /** Notes events. @returns the ids of those not seen before. */
  async remember(tx: Database, events: EngineEvent[]): Promise<Set<string>> {
    const { rows } = await tx.query<{ id: string }>(
      `insert into engine.event (id, name, payload)
       select distinct on (id) id, name, payload
       from jsonb_to_recordset($1::jsonb) as given (id text, name text, payload jsonb)
       on conflict do nothing returning id`,
      [JSON.stringify(events.map((event) => ({ id: event.id, name: event.name, payload: event })))],
    );
    return new Set(rows.map((row) => row.id));
  }

  private async cancelRuns(tx: Database, event: EngineEvent): Promise<void> {
    for (const fn of this.registry.all()) {
      for (const cancel of fn.cancelOn) {
        if (cancel.event === event.name) await this.cancelRunsOf(tx, fn, cancel, event);
      }
    }
  }

  private async cancelRunsOf(
    tx: Database,
    fn: EngineFunction,
    cancel: EngineFunction["cancelOn"][number],
    event: EngineEvent,
  ): Promise<void> {
    const { rows } = await tx.query<{ id: string; event: EngineEvent }>(
      `select id, event from engine.run where function_id = $1 and ended_at is null and created_at > $2 order by id`,
      [fn.id, new Date(cancel.validMs === undefined ? 0 : Date.now() - cancel.validMs)],
    );
    for (const run of rows) {
      if (cancel.when && cancel.when({ event: run.event, async: event }) !== true) continue;
      await this.runs.cancel(tx, run.id, `The event ${event.name} canceled it.`);
    }
  }

  private async wakeWaits(tx: Database, event: EngineEvent): Promise<void> {
    const { rows } = await tx.query<{
      runId: string;
      stepId: string;
      condition: string | null;
      event: EngineEvent;
    }>(
      `select step.run_id as "runId", step.id as "stepId", step.wait_if as condition, run.event
       from engine.step join engine.run on run.id = step.run_id
       where step.wait_event = $1 and step.outcome is null
       order by step.run_id`,
      [event.name],
    );
    for (const wait of rows) {
      if (wait.condition && compile(wait.condition)({ event: wait.event, async: event }) !== true) continue;
      const run = await this.runs.lock(tx, wait.runId);
      if (run) await this.runs.resolve(tx, run, wait.stepId, { data: event });
    }
  }
}
