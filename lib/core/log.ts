import pino from "pino";
import { env } from "@/lib/core/env";

let logger: pino.Logger | undefined;

/** The process's log: one JSON object a line, secrets never in it. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: ["password", "code", "token", "*.password", "*.token"],
  });
  return logger;
}
