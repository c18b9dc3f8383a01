import type { z } from "zod";
import {
  type Approval,
  anyPolicyFor,
  approvalFor,
  type Policy,
  requestApproval,
  requireNoTwin,
} from "@/lib/core/approval";
import { type AuditNotes, auditNotes, writeAuditEntry } from "@/lib/core/audit";
import { requireClosed } from "@/lib/core/breaker";
import { type Caller, demand } from "@/lib/core/caller";
import { minutes, now } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import { AppError, forbidden, notFound, refused } from "@/lib/core/errors";
import { earlierAnswer, type KeptAnswer, keepAnswer, takeKey } from "@/lib/core/idempotency";
import { parseInput } from "@/lib/core/input";
import { type Json, toJson } from "@/lib/core/json";
import { inLine } from "@/lib/core/line";
import { type OutboxDraft, writeOutbox } from "@/lib/core/outbox";
import { type CommandScope, contains, type Place } from "@/lib/core/scope";
import { countTraffic } from "@/lib/core/traffic";
import { inTransaction } from "@/lib/core/transaction";

/** What a command's body works with. */
export type Run<Input> = {
  input: Input;
  tx: Tx;
  caller: Caller;
  /** The first organization the command's scope named. */
  place: Place;
  /** Notes for the one audit entry the kernel writes. */
  audit: AuditNotes;
  /** Adds an event to the outbox, in this transaction. */
  emit(name: string, payload: Record<string, unknown>): void;
  now: Date;
};

/** What a command would do, in readable form: for approvals and for the dialog before a dangerous act. */
export type Preview = {
  target?: { type: string; id: string; label: string };
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
};

export type Command<Input = unknown, Output extends Json = Json> = {
  name: string;
  /** The permission it needs at every place its scope names; null where acting on one's own things needs none. */
  permission: string | null;
  input: z.ZodType<Input>;
  scope(input: Input, caller: Caller): ReturnType<CommandScope<Input>>;
  /** Needs proof of identity within the last 5 minutes when a person does it by hand. */
  sensitive: boolean;
  /** Whether a policy may put it behind approval. */
  approvable: boolean;
  /**
   * Never carried out for a person or a token but through an approval: where no policy covers a call, it is refused. Its
   * policies come with the product (`lib/governance/approval-policies/defaults.ts`).
   */
  alwaysApproved: boolean;
  /** Who may do it without anybody's agreement, whatever policies say: programs that were trusted with it, say. */
  alone?(caller: Caller): boolean;
  /** Fields of the input that must not be shown or kept in clear (passwords, codes). */
  secret: readonly string[];
  /** Fields of the result that are shown this once and kept nowhere: a repeat with the same key gets null there. */
  shownOnce: readonly string[];
  /** Milliseconds its transaction may take. */
  timeout: number;
  /** "traffic": a machine's hot path, counted instead of audited (design section 3). */
  kind: "audited" | "traffic";
  /**
   * For traffic: what its calls would wait for each other on, such as a wallet. Calls of one process that come at the same
   * time then share a transaction and its commit.
   */
  lineOn?(input: Input): string;
  /** What stands where the input says nothing: used by the approval page and dialogs. */
  preview?(input: Input, caller: Caller): Promise<Preview>;
  /**
   * EXECUTED comes later: the body only reserves, and a settling command ends the approval (design section 7).
   */
  settledLater: boolean;
  /** Where `settledLater`: why a person may not say that it was not done; null when they may. */
  obstacleToFail?(tx: Tx, approvalId: string): Promise<AppError | null>;
  run(run: Run<Input>): Promise<Output>;
};

type Declaration<Schema extends z.ZodType, Output extends Json> = {
  name: `${string}.${string}`;
  permission: string | null;
  input: Schema;
  scope: CommandScope<z.output<Schema>>;
  sensitive?: boolean;
  approvable?: boolean;
  alwaysApproved?: boolean;
  alone?: (caller: Caller) => boolean;
  secret?: readonly string[];
  shownOnce?: readonly string[];
  timeout?: number;
  kind?: "audited" | "traffic";
  lineOn?: (input: z.output<Schema>) => string;
  preview?: (input: z.output<Schema>, caller: Caller) => Promise<Preview>;
  settledLater?: boolean;
  obstacleToFail?: (tx: Tx, approvalId: string) => Promise<AppError | null>;
  run(run: Run<z.output<Schema>>): Promise<Output>;
};

/**
 * Declares a command: the only door for a write. Everything uniform (parsing, permission, scope, step-up, breaker, approval,
 * idempotency, audit, outbox) happens around `run`; see `execute`.
 * @throws Error at start when the declaration contradicts itself.
 */
export function command<Schema extends z.ZodType, Output extends Json>(
  declaration: Declaration<Schema, Output>,
): Command<z.output<Schema>, Output> {
  const { secret = [], shownOnce = [] } = declaration;
  // An approval keeps input and result where others read them.
  const {
    approvable = declaration.permission !== null &&
      declaration.kind !== "traffic" &&
      secret.length + shownOnce.length === 0,
  } = declaration;
  if (declaration.lineOn && declaration.kind !== "traffic")
    throw new Error(`${declaration.name} stands in line, but is no traffic.`);
  if (declaration.alwaysApproved && !approvable)
    throw new Error(`${declaration.name} is always approved, but no policy may concern it.`);
  return {
    sensitive: false,
    alwaysApproved: false,
    secret,
    shownOnce,
    timeout: 30_000,
    kind: "audited",
    settledLater: false,
    ...declaration,
    approvable,
    input: declaration.input as unknown as z.ZodType<z.output<Schema>>,
  };
}

export type Outcome<Output> = { status: "done"; data: Output } | ({ status: "waiting" } & Approval);

/** Milliseconds for which a proof of identity is good enough for sensitive commands. */
export const stepUpLasts = minutes(5);

/**
 * Carries out a command, if its module is on: parse → authorize (permission and scope) → step-up → breaker → approval gate →
 * one transaction { idempotency key → body → audit entry → outbox events }.
 * @param input as it came from outside; it is parsed here.
 * @returns the body's result, or the approval the command now waits for.
 * @throws AppError: invalid_input, not_found (outside the caller's scope, or its module is off), forbidden, step_up_required,
 * unavailable (breaker open), conflict (key reused, somebody was faster, the same waits for approval already), rule_violation (always approved, but
 * no policy covers it) and whatever rule the body enforces.
 */
export async function execute<Input, Output extends Json>(
  command: Command<Input, Output>,
  input: unknown,
  caller: Caller,
): Promise<Outcome<Output>> {
  await requireSwitchedOn(command, caller);
  const parsed = parseInput(command.input, input);
  let place: Place;
  try {
    place = await authorize(command, parsed, caller);
  } catch (error) {
    // What a command removed is not there any more for a repeat of it, which gets the answer all the same.
    const gone = error instanceof AppError && error.code === "not_found";
    const earlier = gone ? await earlierAnswer(caller, command.name, parsed) : null;
    if (!earlier) throw error;
    return asBefore(earlier);
  }
  requireStepUp(command, caller);
  await requireClosed(command.name);

  // What the product does by itself was decided by whoever set it up; an approval needs a person who asks.
  const alone = caller.actor.type === "system" || command.alone?.(caller);
  const gated = command.approvable && !caller.approvalId && !alone;
  const policy = gated ? await approvalFor(command, parsed, place) : null;
  if (gated && !policy && command.alwaysApproved)
    throw refused("no_approval_policy", { command: command.name });
  if (policy) {
    const preview = (await command.preview?.(parsed, caller)) ?? {};
    return inTransaction(async (tx): Promise<Outcome<Output>> => {
      const at = now();
      const earlier = await takeKey(tx, caller, command.name, parsed, at);
      if (earlier) return asBefore(earlier);
      await requireNoTwin(tx, { command: command.name, input: parsed, place, at });
      const { approval, entry, events } = await requestApproval(tx, {
        command,
        input: parsed,
        caller,
        place,
        policy,
        preview,
        at,
      });
      await writeAuditEntry(tx, caller, { ...entry, organizationId: place.organizationId, at });
      await writeOutbox(tx, events, place.organizationId, at);
      await keepAnswer(tx, caller, { result: approval, waits: true });
      return { status: "waiting", ...approval };
    });
  }

  const work = (tx: Tx) => carryOut(tx, command, parsed, place, caller);
  return command.lineOn
    ? inLine(
        `${command.name} ${place.organizationId} ${command.lineOn(parsed)}`,
        work,
        (tx, calls) => countTraffic(tx, command.name, place.organizationId, now(), calls),
        command.timeout,
      )
    : inTransaction(work, command.timeout);
}

/** What the same call was answered before, whatever policies say by now. */
const asBefore = <Output extends Json>({ result, waits }: KeptAnswer): Outcome<Output> =>
  waits ? { status: "waiting", ...(result as Approval) } : { status: "done", data: result as Output };

/** The transaction's part: idempotency key → body → audit entry → outbox events. */
async function carryOut<Input, Output extends Json>(
  tx: Tx,
  command: Command<Input, Output>,
  parsed: Input,
  place: Place,
  caller: Caller,
): Promise<Outcome<Output>> {
  const at = now();
  const earlier = await takeKey(tx, caller, command.name, parsed, at);
  if (earlier) return asBefore(earlier);
  const { notes, draft } = auditNotes();
  const events: OutboxDraft[] = [];
  const result = await command.run({
    input: parsed,
    tx,
    caller,
    place,
    audit: notes,
    emit: (name, payload) => void events.push({ name, payload }),
    now: at,
  });
  draft.reason ??= reasonOf(parsed);
  if (command.kind === "audited")
    await writeAuditEntry(tx, caller, {
      action: command.name,
      // Before the platform is founded there is no organization to name.
      organizationId: place.organizationId || null,
      at,
      ...draft,
    });
  else if (!command.lineOn) await countTraffic(tx, command.name, place.organizationId, at);
  await writeOutbox(tx, events, place.organizationId || null, at);
  await keepAnswer(tx, caller, { result: withoutFields(toJson(result), command.shownOnce), waits: false });
  return { status: "done", data: result };
}

/**
 * Carries out one command several times in one transaction: all of the calls, or none. Each is parsed, authorized, audited
 * and answered under its own key as `execute` would; what is saved are the transactions. For jobs with thousands of calls.
 * @returns false, and nothing is done, when a policy might put one of them behind approval.
 * @throws what any of the calls throws; then none has happened.
 */
export async function executeTogether<Input>(
  command: Command<Input>,
  calls: { input: unknown; idempotencyKey: string }[],
  caller: Caller,
): Promise<boolean> {
  await requireSwitchedOn(command, caller);
  if (command.alwaysApproved || (command.approvable && (await anyPolicyFor(command.name)))) return false;
  requireStepUp(command, caller);
  await requireClosed(command.name);
  const ready: { parsed: Input; place: Place; caller: Caller }[] = [];
  for (const { input, idempotencyKey } of calls) {
    const parsed = parseInput(command.input, input);
    const place = await authorize(command, parsed, caller);
    ready.push({ parsed, place, caller: { ...caller, idempotencyKey } });
  }
  await inTransaction(async (tx) => {
    for (const call of ready) await carryOut(tx, command, call.parsed, call.place, call.caller);
  }, command.timeout);
  return true;
}

/**
 * `execute` for callers that no policy concerns (jobs, seed, other code): the result itself.
 * @throws like `execute`, and conflict when the command waits for approval after all.
 */
export async function perform<Input, Output extends Json>(
  command: Command<Input, Output>,
  input: unknown,
  caller: Caller,
): Promise<Output> {
  const outcome = await execute(command, input, caller);
  if (outcome.status === "done") return outcome.data;
  throw new AppError("conflict", "waits_for_approval", { number: outcome.number });
}

/**
 * The policy that would put this call behind approval, for a caller who may make it; null where it would be done at once.
 * @throws invalid_input, not_found, forbidden like `execute`.
 */
export async function approvalAhead<Input, Output extends Json>(
  command: Command<Input, Output>,
  input: unknown,
  caller: Caller,
): Promise<Policy | null> {
  await requireSwitchedOn(command, caller);
  if (!command.approvable) return null;
  const parsed = parseInput(command.input, input);
  return approvalFor(command, parsed, await authorize(command, parsed, caller));
}

/**
 * What a command would change, for a caller who may run it.
 * @throws like `execute` up to the step-up check.
 */
export async function preview<Input>(
  command: Command<Input>,
  input: unknown,
  caller: Caller,
): Promise<Preview> {
  const parsed = parseInput(command.input, input);
  await authorize(command, parsed, caller);
  return (await command.preview?.(parsed, caller)) ?? {};
}

async function authorize<Input>(command: Command<Input, Json>, input: Input, caller: Caller): Promise<Place> {
  const places = await command.scope(input, caller);
  // Scope first: who may not see a place learns nothing about it, not even that a permission is missing.
  if (places.length === 0 || places.some((place) => !contains(caller.scope, place.path))) throw notFound();
  for (const place of places) if (command.permission !== null) demand(caller, command.permission, place.path);
  return places[0]!;
}

/** @throws step_up_required when the command is sensitive and the person did not prove themselves of late. */
export function requireStepUp(command: Pick<Command, "sensitive">, caller: Caller): void {
  if (!command.sensitive || caller.approvalId) return;
  // A token was made by somebody who stepped up for it, and names what it may do.
  if (caller.actor.type !== "operator") return;
  const fresh = caller.steppedUpAt && now().getTime() - caller.steppedUpAt.getTime() <= stepUpLasts;
  if (!fresh) throw new AppError("step_up_required", "step_up_required");
}

const withoutFields = (result: Json, names: readonly string[]): Json =>
  result !== null && typeof result === "object" && !Array.isArray(result)
    ? { ...result, ...Object.fromEntries(names.map((name) => [name, null])) }
    : result;

const reasonOf = (input: unknown): string | undefined => {
  if (typeof input !== "object" || input === null || !("reason" in input)) return undefined;
  return typeof input.reason === "string" ? input.reason : undefined;
};

/** Only the product itself: a job, the command line, the seed. */
export function requireSystem(caller: Caller): void {
  if (caller.actor.type !== "system") throw forbidden("system");
}
