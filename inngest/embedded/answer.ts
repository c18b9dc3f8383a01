import { z } from "zod";
import type { RawAnswer } from "./app";
import { parseRetryAfter } from "./durations";
import { type Op, opSchema, type StepFailure, toFailure } from "./protocol";

/** What the app said to a call. */
export type Answer =
  /** The function returned. */
  | { kind: "done"; output: unknown }
  /** The function threw, or the call was lost. `final` when it must not be tried again. */
  | { kind: "failed"; error: StepFailure; final: boolean; retryAt?: Date; away?: boolean }
  /** Steps were run or found. `race` when the SDK wants to be asked again after each of them. */
  | { kind: "steps"; ops: Op[]; race: boolean; retryAt?: Date }
  /** The app is not there, or is not the app. Nothing ran. */
  | { kind: "away"; reason: string };

/** Statuses of a server that is starting, of a proxy before it, or of an app that has another signing key. */
const NOT_THE_APP = new Set([401, 404, 502, 503]);

/** Reads an HTTP answer of the SDK (SDK specification 4.4.3 and 5.1). */
export function readAnswer({ status, headers, body }: RawAnswer, now: Date): Answer {
  const fromSdk = headers["x-inngest-sdk"] !== undefined;
  if (!fromSdk && NOT_THE_APP.has(status))
    return { kind: "away", reason: `status ${status}: ${body.slice(0, 200)}` };

  const retryAfter = headers["retry-after"];
  const retryAt = retryAfter ? parseRetryAfter(retryAfter, now) : undefined;
  const content = parseJson(body);

  if (content === undefined) {
    return { kind: "failed", final: false, retryAt, error: unreadable(status, body) };
  }
  if (status === 206) {
    const ops = z.array(opSchema).min(1).safeParse([content].flat());
    if (!ops.success) return { kind: "failed", final: true, error: unreadable(status, body) };
    return { kind: "steps", ops: ops.data, race: headers["x-inngest-req-version"] === "1", retryAt };
  }
  if (status === 200) return { kind: "done", output: content };
  return {
    kind: "failed",
    error: toFailure(content),
    final: status === 400 || headers["x-inngest-no-retry"] === "true",
    retryAt,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(status: number, body: string): StepFailure {
  return { name: "UnreadableAnswer", message: `The app answered ${status} with: ${body.slice(0, 500)}` };
}
