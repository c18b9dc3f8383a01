import { Inngest } from "inngest";
import type { LogFn } from "pino";
import { log } from "@/lib/core/log";
import { FinalErrors } from "./final-errors";
import { JobRuns } from "./job-run";
import { StepReceipts } from "./step-receipt";

// The environment is read at the first line, not when a build loads this file.
const at =
  (level: "debug" | "info" | "warn" | "error"): LogFn =>
  (...line: unknown[]) =>
    (log().child({ part: "functions" })[level] as (...line: unknown[]) => void)(...line);

/**
 * The one client of the product. Where it sends events and whose calls it answers is decided by the SDK's standard
 * variables (`INNGEST_BASE_URL`, `INNGEST_EVENT_KEY`, `INNGEST_SIGNING_KEY`), never here.
 */
export const inngest = new Inngest({
  id: "fairlead",
  // Development mode would accept calls without a signature.
  isDev: false,
  aiMetadata: false,
  logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
  middleware: [JobRuns, StepReceipts, FinalErrors],
});
