import { z } from "zod";
import { parseMoment } from "./durations";
import { compile } from "./expressions";
import type { Op } from "./protocol";

/** What an operation asks the engine to do before the run can go on. */
export type Plan =
  | { kind: "step" }
  | { kind: "sleep"; until: Date }
  | { kind: "wait"; event: string; if: string | undefined; until: Date }
  | { kind: "invoke"; functionId: string; data: Record<string, unknown>; until: Date | undefined };

const sleepSchema = z.object({ duration: z.string() });
const waitSchema = z.object({ event: z.string().optional(), timeout: z.string(), if: z.string().optional() });
const invokeSchema = z.object({
  function_id: z.string(),
  timeout: z.string().nullish(),
  payload: z.object({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});

/**
 * Reads an operation that has no result yet (SDK specification 5.3).
 * @throws Error with a sentence when this engine cannot do it.
 */
export function readPlan(op: Op, now: Date): Plan {
  switch (op.op) {
    case "StepPlanned":
      return { kind: "step" };
    case "Sleep": {
      const given = sleepSchema.safeParse(op.opts);
      return {
        kind: "sleep",
        until: parseMoment(given.success ? given.data.duration : (op.name ?? ""), now),
      };
    }
    case "WaitForEvent": {
      const { event = op.name, timeout, if: condition } = waitSchema.parse(op.opts);
      if (!event) throw new Error("a wait names no event");
      if (event.startsWith("inngest/"))
        throw new Error("the embedded engine does not wait for its own events");
      if (condition) compile(condition);
      return { kind: "wait", event, if: condition, until: parseMoment(timeout, now) };
    }
    case "InvokeFunction": {
      const { function_id, timeout, payload } = invokeSchema.parse(op.opts);
      const until = timeout ? parseMoment(timeout, now) : undefined;
      return { kind: "invoke", functionId: function_id, data: payload?.data ?? {}, until };
    }
    default:
      throw new Error(`the embedded engine does not know the operation ${op.op}`);
  }
}
