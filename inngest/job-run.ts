import { Middleware } from "inngest";
import { z } from "zod";
import { pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { functionNameOf, noteProgress, noteStart, type Progress, type RunError } from "./job-run-store";

/** Keeping the record is not itself worth a record. */
const UNRECORDED = new Set(["record-run-end"]);

const WAITING = new Set(["Sleep", "WaitForEvent", "InvokeFunction", "WaitForSignal"]);

const opsSchema = z.array(
  z.object({ op: z.string(), displayName: z.string().nullish(), error: z.unknown().optional() }),
);

/**
 * Records every run in `job_run`, whichever engine drives it. The SDK calls the app once per step; a call costs one
 * upsert when it begins and one update when the run waits, fails or ends.
 */
export class JobRuns extends Middleware.BaseMiddleware {
  readonly id = "fairlead:job-runs";
  private functionId = "";
  private begun = false;
  private thrown: RunError | undefined;

  override async wrapRequest({
    next,
    requestInfo,
    runId,
  }: Middleware.WrapRequestArgs): Promise<Middleware.Response> {
    this.functionId = functionNameOf(requestInfo.url.searchParams.get("fnId") ?? "");
    const response = await next();
    const progress = this.begun ? this.progressOf(response) : undefined;
    if (progress) await noteProgress(pool, runId, progress);
    return response;
  }

  // Not in `wrapRequest`: the signature is checked in between, and a stranger's call must leave no trace.
  override async transformFunctionInput(
    arg: Middleware.TransformFunctionInputArgs,
  ): Promise<Middleware.TransformFunctionInputArgs> {
    if (!UNRECORDED.has(this.functionId)) {
      const { runId, attempt, event } = arg.ctx;
      await noteStart(pool, { id: newId(), runId, functionId: this.functionId, attempt, event });
      this.begun = true;
    }
    return arg;
  }

  override onStepError({ error }: Middleware.OnStepErrorArgs): void {
    this.thrown = runErrorOf(error);
  }

  override onRunError({ error }: Middleware.OnRunErrorArgs): void {
    this.thrown = runErrorOf(error);
  }

  /** @returns what the answer means for the run, or undefined when it just goes on. */
  private progressOf({ status, headers, body }: Middleware.Response): Progress | undefined {
    if (status === 200) return { state: "completed" };
    if (status !== 206) {
      const error = this.thrown ?? runErrorOf(JSON.parse(body));
      return { state: headers["x-inngest-no-retry"] === "true" ? "failed" : "queued", error };
    }
    const ops = opsSchema.parse([JSON.parse(body)].flat());
    if (ops.some(({ op }) => op === "RunComplete")) return { state: "completed" };
    const failed = ops.find(({ op }) => op === "StepError" || op === "StepFailed");
    if (failed) {
      const error = this.thrown ?? runErrorOf(failed.error);
      return { state: failed.op === "StepError" ? "queued" : "running", error };
    }
    return ops.some(({ op }) => WAITING.has(op)) ? { state: "queued" } : undefined;
  }
}

const errorSchema = z.object({
  name: z.string().default("Error"),
  message: z.string().default("Unknown error"),
  code: z.string().optional(),
  reason: z.string().optional(),
  cause: z.unknown().optional(),
});

/** The error's most telling code: the reason of a refusal, which has words in the catalogues, or else its name. */
function runErrorOf(thrown: unknown): RunError {
  const { name, message, code, reason, cause } = errorSchema.parse(
    thrown instanceof Error
      ? { ...thrown, name: thrown.name, message: thrown.message, cause: thrown.cause }
      : thrown,
  );
  const inner = errorSchema.safeParse(cause instanceof Error ? { ...cause } : undefined);
  return { code: reason ?? inner.data?.reason ?? code ?? name, message };
}
