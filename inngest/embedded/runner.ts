import { createHash } from "node:crypto";
import type { Pool } from "pg";
import type { Logger } from "pino";
import type { Answer } from "./answer";
import type { App } from "./app";
import type { Backoff } from "./backoff";
import type { EngineFunction, Registry } from "./functions";
import { type Plan, readPlan } from "./plan";
import { type CallBody, INVOKED, type Op, toFailure } from "./protocol";
import type { Job, Queue, Work } from "./queue";
import type { Memo, Run, Runs } from "./runs";
import { groupOf } from "./slots";
import { type Database, patiently, transaction } from "./transaction";

type Call = Extract<Work, { kind: "call" }>;
type Steps = Extract<Answer, { kind: "steps" }>;

/** The id under which the SDK reports that the function itself returned or threw. */
const WHOLE_FUNCTION = createHash("sha1").update("complete").digest("hex");
const AWAY_MS = 1_000;

/** Calls the app for one run and turns its answer into the run's next state. */
export class Runner {
  constructor(
    private readonly pool: Pool,
    private readonly queue: Queue,
    private readonly runs: Runs,
    private readonly registry: Registry,
    private readonly app: App,
    private readonly backoff: Backoff,
    private readonly log: Logger,
  ) {}

  /**
   * Makes one call and notes its answer.
   * @returns whether the app was there, from beginning to end.
   */
  async call(job: Job, work: Call): Promise<boolean> {
    const memo = await this.runs.memo(this.pool, work.runId, work.stepId);
    if (!memo) {
      await transaction(this.pool, (tx) => this.queue.finish(tx, job));
      return true;
    }
    const fn = this.registry.get(memo.run.functionId);
    const limit = memo.first ? fn?.finishMs : undefined;
    if (limit) await transaction(this.pool, (tx) => this.runs.limit(tx, memo.run, limit));
    const answer: Answer = fn
      ? await this.app.call(fn.id, work.stepId, callBody(memo, work, fn))
      : { kind: "failed", final: true, error: notServed(memo.run.functionId) };
    await this.note(job, work, fn, answer);
    this.log.debug(
      { run: work.runId, fn: memo.run.functionId, attempt: work.attempt, answer: answer.kind },
      "call",
    );
    return answer.kind !== "away" && !(answer.kind === "failed" && answer.away);
  }

  /** The answer of a step that ran must not be lost: noting it waits for a database that is away. */
  private async note(job: Job, work: Call, fn: EngineFunction | undefined, answer: Answer): Promise<void> {
    const store = (what: Answer) =>
      patiently(this.log, () =>
        transaction(this.pool, async (tx) => {
          const run = await this.runs.lock(tx, work.runId);
          if (!(await this.queue.finish(tx, job)) || !run) return;
          await this.apply(tx, run, work, fn?.maxAttempts ?? 1, what);
        }),
      );
    try {
      await store(answer);
    } catch (error) {
      // What the database will never take, such as text with a zero byte.
      this.log.error({ err: error, run: work.runId }, "an answer could not be stored");
      await store({
        kind: "failed",
        final: true,
        error: { name: "UnstorableAnswer", message: String(error) },
      });
    }
  }

  private async apply(
    tx: Database,
    run: Run,
    work: Call,
    maxAttempts: number,
    answer: Answer,
  ): Promise<void> {
    switch (answer.kind) {
      case "away":
        return this.again(tx, run, work, work.attempt, new Date(Date.now() + AWAY_MS));
      case "done":
        return this.runs.end(tx, run, { state: "completed", output: answer.output });
      case "failed":
        if (answer.final || work.attempt + 1 >= maxAttempts) {
          return this.runs.end(tx, run, { state: "failed", error: answer.error });
        }
        return this.retry(tx, run, work, answer.retryAt);
      case "steps":
        return this.takeSteps(tx, run, work, maxAttempts, answer);
    }
  }

  private async takeSteps(
    tx: Database,
    run: Run,
    work: Call,
    maxAttempts: number,
    answer: Steps,
  ): Promise<void> {
    const ended = answer.ops.find((op) => op.op === "RunComplete");
    const threw = answer.ops.find((op) => op.id === WHOLE_FUNCTION && op !== ended);
    if (ended) return this.runs.end(tx, run, { state: "completed", output: ended.data });
    if (threw) {
      const failed: Answer = {
        kind: "failed",
        final: threw.op === "StepFailed",
        error: toFailure(threw.error),
      };
      return this.apply(tx, run, work, maxAttempts, { ...failed, retryAt: answer.retryAt });
    }
    if (raced(answer)) await this.runs.forcePlan(tx, run);
    let completed = false;
    for (const op of answer.ops) {
      if (op.op === "StepError" && work.attempt + 1 < maxAttempts) {
        await this.retry(tx, run, work, answer.retryAt);
      } else {
        completed = (await this.takeStep(tx, run, op)) || completed;
      }
    }
    if (completed) await this.runs.advance(tx, run);
  }

  /** @returns whether the step got its result. */
  private async takeStep(tx: Database, run: Run, op: Op): Promise<boolean> {
    switch (op.op) {
      case "StepRun":
      case "Step":
        return this.runs.memoize(tx, run, op, { data: op.data ?? null });
      case "StepError":
      case "StepFailed":
        return this.runs.memoize(tx, run, op, { error: toFailure(op.error) });
      case "DiscoveryRequest":
        return true;
    }
    let plan: Plan;
    try {
      plan = readPlan(op, new Date());
    } catch (error) {
      return this.runs.memoize(tx, run, op, {
        error: { name: "Unsupported", message: (error as Error).message },
      });
    }
    return this.begin(tx, run, op, plan);
  }

  /** @returns whether the step got its result at once, which only an invocation of nothing does. */
  private async begin(tx: Database, run: Run, op: Op, plan: Plan): Promise<boolean> {
    if (!(await this.runs.plan(tx, run, op, plan.kind === "wait" ? plan : undefined))) return false;
    if (plan.kind === "step") {
      await this.queue.add(tx, [
        { work: { kind: "call", runId: run.id, stepId: op.id, attempt: 0 }, group: groupOf(run.slots) },
      ]);
      return false;
    }
    if (plan.until) {
      await this.queue.add(tx, [{ work: { kind: "wake", runId: run.id, stepId: op.id }, at: plan.until }]);
    }
    return plan.kind === "invoke" && this.invoke(tx, run, op, plan);
  }

  private async invoke(
    tx: Database,
    run: Run,
    op: Op,
    plan: Extract<Plan, { kind: "invoke" }>,
  ): Promise<boolean> {
    const fn = this.registry.get(plan.functionId);
    if (!fn) return this.runs.memoize(tx, run, op, { error: notServed(plan.functionId) });
    const event = { id: `${run.id}:${op.id}`, name: INVOKED, data: plan.data, ts: Date.now() };
    await this.runs.create(tx, [{ fn, event, parent: { runId: run.id, stepId: op.id } }]);
    return false;
  }

  private async retry(tx: Database, run: Run, work: Call, at: Date | undefined): Promise<void> {
    const when = at ?? new Date(Date.now() + this.backoff(work.attempt));
    await this.again(tx, run, work, work.attempt + 1, when);
  }

  private async again(tx: Database, run: Run, work: Call, attempt: number, at: Date): Promise<void> {
    await this.queue.add(tx, [{ work: { ...work, attempt }, at, group: groupOf(run.slots) }]);
  }
}

function callBody({ run, steps, stack }: Memo, work: Call, fn: EngineFunction): CallBody {
  return {
    version: 2,
    event: run.event,
    events: [run.event],
    steps,
    ctx: {
      run_id: run.id,
      attempt: work.attempt,
      max_attempts: fn.maxAttempts,
      disable_immediate_execution: run.forcePlan,
      use_api: false,
      stack: { stack, current: stack.length },
      // No `fn_id` and no `qi_id`: with them the SDK would checkpoint its steps to an API this engine does not have.
    },
  };
}

function raced(answer: Steps): boolean {
  return (answer.race && answer.ops.length > 1) || answer.ops.some((op) => op.opts?.parallelMode === "race");
}

function notServed(functionId: string) {
  return { name: "UnknownFunction", message: `The app does not serve the function "${functionId}".` };
}
