import { z } from "zod";
import { parseDuration } from "./durations";
import { compile, type Expression } from "./expressions";
import { type EngineEvent, type FunctionConfig, functionConfigSchema } from "./protocol";

const DEFAULT_RETRIES = 3;

export interface Keyed {
  key: Expression | undefined;
}

export interface Cron {
  expression: string;
  /** Up to how much later than due it may begin, so that not everything begins with the minute. */
  jitterMs: number;
}

/** A function of the app, with everything in its configuration read and compiled. */
export interface EngineFunction {
  id: string;
  /** Attempts of each step, and of the code between steps. */
  maxAttempts: number;
  events: { pattern: string; when: Expression | undefined }[];
  crons: Cron[];
  cancelOn: { event: string; when: Expression | undefined; validMs: number | undefined }[];
  concurrency: (Keyed & { limit: number; shared: boolean })[];
  idempotency: Expression | undefined;
  rateLimit: (Keyed & { limit: number; periodMs: number }) | undefined;
  throttle: (Keyed & { limit: number; periodMs: number; burst: number }) | undefined;
  debounce: (Keyed & { periodMs: number; timeoutMs: number | undefined }) | undefined;
  singleton: (Keyed & { mode: "skip" | "cancel" }) | undefined;
  startMs: number | undefined;
  finishMs: number | undefined;
}

/**
 * Reads a function as the SDK registers it.
 * @throws Error with a sentence when the function asks for something this engine does not do.
 */
export function readFunction(raw: unknown, checkCron: (cron: string) => void): EngineFunction {
  const parsed = functionConfigSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const config = parsed.data;
  refuseUnsupported(config);
  const crons = config.triggers.flatMap((trigger) =>
    "cron" in trigger ? [{ expression: trigger.cron, jitterMs: duration(trigger.jitter) ?? 0 }] : [],
  );
  for (const { expression } of crons) checkCron(expression);
  return {
    id: config.id,
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    events: config.triggers.flatMap((trigger) =>
      "event" in trigger ? [{ pattern: trigger.event, when: optional(trigger.expression) }] : [],
    ),
    crons,
    cancelOn: (config.cancel ?? []).map((cancel) => ({
      event: cancel.event,
      when: optional(cancel.if),
      validMs: duration(cancel.timeout),
    })),
    concurrency: concurrencyOf(config),
    idempotency: optional(config.idempotency),
    rateLimit: config.rateLimit && {
      key: optional(config.rateLimit.key),
      limit: config.rateLimit.limit,
      periodMs: parseDuration(config.rateLimit.period),
    },
    throttle: config.throttle && {
      key: optional(config.throttle.key),
      limit: config.throttle.limit,
      periodMs: parseDuration(config.throttle.period),
      burst: config.throttle.burst ?? 1,
    },
    debounce: config.debounce && {
      key: optional(config.debounce.key),
      periodMs: parseDuration(config.debounce.period),
      timeoutMs: duration(config.debounce.timeout),
    },
    singleton: config.singleton && { key: optional(config.singleton.key), mode: config.singleton.mode },
    startMs: duration(config.timeouts?.start),
    finishMs: duration(config.timeouts?.finish),
  };
}

function refuseUnsupported(config: FunctionConfig): void {
  if (config.batchEvents) throw new Error("the embedded engine does not batch events");
  if (config.priority?.run) throw new Error("the embedded engine does not order runs by priority");
}

function concurrencyOf({ concurrency }: FunctionConfig): EngineFunction["concurrency"] {
  if (concurrency === undefined) return [];
  const options = typeof concurrency === "number" ? [{ limit: concurrency }] : [concurrency].flat();
  return options
    .filter((option) => option.limit > 0)
    .map((option) => ({
      limit: option.limit,
      key: optional("key" in option ? option.key : undefined),
      shared: "scope" in option && (option.scope === "env" || option.scope === "account"),
    }));
}

const optional = (source: string | undefined) => (source ? compile(source) : undefined);
const duration = (text: string | undefined) => (text ? parseDuration(text) : undefined);

export interface Refusal {
  function: string;
  reason: string;
}

/** What the app serves, as of the last sync, and what of it this engine refuses to run. */
export class Registry {
  refused: Refusal[] = [];
  private functions = new Map<string, EngineFunction>();
  private text = "";

  constructor(private readonly checkCron: (cron: string) => void) {}

  /**
   * Replaces what is known with what the app reports.
   * @returns whether anything changed.
   */
  replace(raws: unknown[]): boolean {
    const text = JSON.stringify(raws);
    if (text === this.text) return false;
    const functions = new Map<string, EngineFunction>();
    const refused: Refusal[] = [];
    for (const raw of raws) {
      try {
        const read = readFunction(raw, this.checkCron);
        functions.set(read.id, read);
      } catch (error) {
        const id = z.object({ id: z.string() }).safeParse(raw).data?.id ?? "unknown";
        refused.push({ function: id, reason: (error as Error).message });
      }
    }
    Object.assign(this, { functions, refused, text });
    return true;
  }

  get(id: string): EngineFunction | undefined {
    return this.functions.get(id);
  }

  all(): EngineFunction[] {
    return [...this.functions.values()];
  }

  /** @returns the functions an event starts. */
  startedBy(event: EngineEvent): EngineFunction[] {
    return this.all().filter((fn) =>
      fn.events.some(
        ({ pattern, when }) => matches(pattern, event.name) && (!when || when({ event }) === true),
      ),
    );
  }

  /** @returns whether an event of this name would start anything. */
  listensTo(name: string): boolean {
    return this.all().some((fn) => fn.events.some(({ pattern }) => matches(pattern, name)));
  }
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
