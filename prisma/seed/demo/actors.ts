import { createHash } from "node:crypto";
import type { Caller } from "@/lib/core/caller";
import { now, withClock } from "@/lib/core/clock";
import { type Command, execute, executeTogether, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import type { Place } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { carryOut, claimAttempt, reportOutcome } from "@/lib/governance/approvals/carry-out";
import { grantsOf } from "@/lib/governance/auth/grants";

/**
 * Runs commands as people ran them, at the moment they did. Each carries a key made from its name, so that a seed that was
 * interrupted goes on where it stopped instead of doing things twice.
 */
export class Stage {
  private readonly callers = new Map<string, Caller>();

  /** @param done the answers of acts that an interrupted seed has behind it, by their keys. */
  protected constructor(private readonly done: ReadonlyMap<string, Json>) {}

  /** A stage that knows what was done on it before. */
  static async set(): Promise<Stage> {
    return new Stage(await actsDone());
  }

  /** @param key names the act; the same key never acts twice. */
  async act<Input, Output extends Json>(
    key: string,
    at: Date,
    command: Command<Input, Output>,
    input: unknown,
    caller: Caller,
  ): Promise<Output> {
    // What was done stays done, also where it would be asked for a little differently by now.
    const earlier = this.earlier(key);
    if (earlier !== undefined) return earlier as Output;
    return withClock(at, () =>
      perform(command, input, {
        ...caller,
        requestId: newId(),
        steppedUpAt: now(),
        idempotencyKey: keyOf(key),
      }),
    );
  }

  /**
   * Several of the same in one transaction, each at its own moment: thousands of them would take long one by one.
   * @param acts in the order of their moments.
   */
  async actTogether<Input, Output extends Json>(
    command: Command<Input, Output>,
    wanted: readonly { key: string; at: Date; input: unknown }[],
    caller: Caller,
  ): Promise<void> {
    const acts = wanted.filter(({ key }) => this.earlier(key) === undefined);
    if (acts.length === 0) return;
    let turn = 0;
    const inTurn: Command<Input, Output> = {
      ...command,
      run: async (run) => {
        const result = await command.run(run);
        turn = Math.min(turn + 1, acts.length - 1);
        return result;
      },
    };
    const calls = acts.map(({ key, input }) => ({ input, idempotencyKey: keyOf(key) }));
    const done = await withClock(
      () => acts[turn]!.at,
      () => executeTogether(inTurn as Command<Input>, calls, { ...caller, requestId: newId() }),
    );
    if (!done) throw new Error(`${command.name} would have waited for approval.`);
  }

  /** Asks for what needs an approval. @returns the approval it waits for. */
  async ask(key: string, at: Date, command: Command, input: unknown, caller: Caller): Promise<string> {
    const earlier = this.earlier(key) as { approvalId: string } | undefined;
    if (earlier) return earlier.approvalId;
    const outcome = await withClock(at, () =>
      execute(command, input, { ...caller, steppedUpAt: at, idempotencyKey: keyOf(key) }),
    );
    if (outcome.status !== "waiting") throw new Error(`${command.name} did not wait for approval.`);
    return outcome.approvalId;
  }

  /** Carries an approval out as the job would have, at that moment. */
  async carryOut(approvalId: string, at: Date): Promise<void> {
    await withClock(at, async () => {
      const attempt = { approvalId, attempt: 1, runId: `seed:${approvalId}` };
      if (await claimAttempt(attempt)) await reportOutcome(attempt, await carryOut(approvalId));
    });
  }

  /** What an act answered that an interrupted seed has behind it: what it was decided by may look different now. */
  earlier(key: string): Json | undefined {
    return this.done.get(keyOf(key));
  }

  async system(): Promise<Caller> {
    return systemCaller("seed");
  }

  /** An operator at work in `place`, with the rights they have by now. */
  async operator(operatorId: string, name: string, place: Place): Promise<Caller> {
    const known = this.callers.get(operatorId);
    if (known) return known;
    const caller: Caller = {
      actor: { type: "operator", operatorId, label: name, sessionId: null },
      scope: { kind: place.path.includes(".") ? "subtree" : "all", ...place },
      grants: await grantsOf(operatorId),
      requestId: newId(),
      address: addressOf(operatorId),
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
      locale: "en",
      steppedUpAt: null,
    };
    this.callers.set(operatorId, caller);
    return caller;
  }
}

const keyOf = (key: string): string => `seed:${key}`;

/** The answers kept under the keys of acts. */
export async function actsDone(): Promise<Map<string, Json>> {
  const rows = await prisma.idempotencyKey.findMany({
    where: { key: { startsWith: keyOf("") } },
    select: { key: true, result: true },
  });
  return new Map(rows.map(({ key, result }) => [key, result as Json]));
}

/** An address out of the ranges kept for documentation, always the same for the same text. */
export function addressOf(text: string): string {
  const byte = createHash("sha256").update(text).digest()[0]!;
  return `203.0.113.${byte}`;
}
