import { z } from "zod";

/**
 * The shapes on the wire between an Inngest server and the SDK, as published in
 * inngest/inngest `docs/SDK_SPEC.md`. Only what this engine reads is named; the SDK may send more.
 */

export const INVOKED = "inngest/function.invoked";
export const FINISHED = "inngest/function.finished";
export const FAILED = "inngest/function.failed";
export const CANCELLED = "inngest/function.cancelled";
export const TIMER = "inngest/scheduled.timer";

/** The step id of a call that discovers what to do next instead of running one planned step. */
export const DISCOVERY = "step";

export const eventSchema = z.object({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  data: z.record(z.string(), z.unknown()).default({}),
  user: z.record(z.string(), z.unknown()).optional(),
  ts: z.number().optional(),
  v: z.string().nullish(),
});

export type IncomingEvent = z.infer<typeof eventSchema>;
export type EngineEvent = IncomingEvent & { id: string; ts: number };

const concurrencySchema = z.strictObject({
  limit: z.number().int().min(0),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

/** Strict on purpose: a setting this engine has never heard of is refused, not ignored. */
export const functionConfigSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
      z.strictObject({ cron: z.string().min(1), jitter: z.string().optional() }),
    ]),
  ),
  steps: z.strictObject({
    step: z.object({
      runtime: z.object({ type: z.literal("http") }),
      retries: z.object({ attempts: z.number().int().min(0).optional() }).optional(),
    }),
  }),
  idempotency: z.string().optional(),
  rateLimit: z
    .strictObject({ key: z.string().optional(), limit: z.number().int().min(1), period: z.string() })
    .optional(),
  throttle: z
    .strictObject({
      key: z.string().optional(),
      limit: z.number().int().min(1),
      period: z.string(),
      burst: z.number().int().min(1).optional(),
    })
    .optional(),
  debounce: z
    .strictObject({ key: z.string().optional(), period: z.string(), timeout: z.string().optional() })
    .optional(),
  singleton: z.strictObject({ key: z.string().optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  concurrency: z
    .union([z.number().int().min(0), concurrencySchema, z.array(concurrencySchema).max(2)])
    .optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  timeouts: z.strictObject({ start: z.string().optional(), finish: z.string().optional() }).optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  batchEvents: z.unknown().optional(),
});

export type FunctionConfig = z.infer<typeof functionConfigSchema>;

export const syncSchema = z.object({ functions: z.array(z.unknown()) });

export const stepErrorSchema = z
  .object({ name: z.string().optional(), message: z.string().optional(), stack: z.string().optional() })
  .loose();

export type StepFailure = { name: string; message: string; stack?: string };

/** The memoised result of a step: what the SDK finds under the step's id in every later call. */
export type Outcome = { data: unknown } | { error: StepFailure };

export const opSchema = z.object({
  id: z.string().min(1),
  op: z.string().min(1),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown(),
  error: stepErrorSchema.nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});

export type Op = z.infer<typeof opSchema>;

/** What a call carries to the SDK. */
export interface CallBody {
  version: 2;
  event: EngineEvent;
  events: EngineEvent[];
  steps: Record<string, Outcome>;
  ctx: {
    run_id: string;
    attempt: number;
    max_attempts: number;
    disable_immediate_execution: boolean;
    use_api: false;
    stack: { stack: string[]; current: number };
  };
}

/**
 * Turns whatever the SDK reported into an error that can be stored and shown.
 * @returns name, message and, when there is one, the stack.
 */
export function toFailure(reported: unknown): StepFailure {
  const parsed = stepErrorSchema.safeParse(reported);
  if (!parsed.success) return { name: "Error", message: String(reported) };
  const { name, message, stack } = parsed.data;
  return { name: name ?? "Error", message: message ?? "Unknown error", ...(stack ? { stack } : {}) };
}
