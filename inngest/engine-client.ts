import { AppError } from "@/lib/core/errors";
import { inngest } from "./client";
import { bearerToken } from "./embedded/signatures";

const TIMEOUT_MS = 5_000;

/**
 * Cancels a run at the engine. What a step is doing right now is not interrupted; nothing follows it.
 * @param runId the engine's id of the run (`job_run.run_id`).
 * @returns false when the engine knows of no such run under way.
 * @throws AppError "unavailable" when the engine does not answer.
 */
export async function cancelRun(runId: string): Promise<boolean> {
  const response = await ask(`v1/runs/${encodeURIComponent(runId)}`, "DELETE").catch(() => {
    throw new AppError("unavailable", "sre.engine_unavailable");
  });
  if (response.status === 404) return false;
  if (!response.ok) throw new AppError("unavailable", "sre.engine_unavailable");
  return true;
}

export interface EngineHealth {
  up: boolean;
  latencyMs: number;
  /** What the engine says of itself when it is not well. */
  detail?: string;
}

/** Asks the engine how it is. Never throws. */
export async function engineHealth(): Promise<EngineHealth> {
  const begun = performance.now();
  const result = await ask("health", "GET").then(
    async (response) => ({
      up: response.ok,
      detail: response.ok ? undefined : (await response.text()).slice(0, 500),
    }),
    (error: Error) => ({ up: false, detail: error.message }),
  );
  return { ...result, latencyMs: Math.round(performance.now() - begun) };
}

function ask(path: string, method: "GET" | "DELETE"): Promise<Response> {
  return fetch(new URL(path, inngest.apiBaseUrl), {
    method,
    headers: { authorization: `Bearer ${bearerToken(inngest.signingKey ?? "")}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
