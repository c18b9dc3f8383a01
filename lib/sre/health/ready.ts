import { pool } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { storage } from "@/lib/core/storage/current";
import { mailTransport } from "@/lib/notifications/mail/transport";

/** "off" is what a deployment does without. */
export type Check = { state: "up" | "down" | "off"; latencyMs: number };

export type Readiness = {
  /** "down" when something is that nothing works without: database, engine or storage. */
  state: "up" | "down";
  database: Check;
  engine: Check;
  storage: Check;
  mail: Check;
};

/** How long anything may take to answer. Milliseconds. */
const patience = 2000;

/**
 * Whether this process can do its work. Never throws, never says why: who may know reads it in the log.
 * @param engine asks the engine, which only the layer above knows; resolves to whether it is well.
 */
export async function readiness(engine: () => Promise<boolean>): Promise<Readiness> {
  const [database, engineCheck, storageCheck, mail] = await Promise.all([
    check("database", () => pool.query("select 1")),
    check("engine", async () => {
      if (!(await engine())) throw new Error("The engine is not well.");
    }),
    check("storage", (signal) => storage().check(signal)),
    mailCheck(),
  ]);
  const works = [database, engineCheck, storageCheck].every(({ state }) => state === "up");
  return { state: works ? "up" : "down", database, engine: engineCheck, storage: storageCheck, mail };
}

/** What was well before: only that can break. What is not yet there says so once, and again when its reason changes. */
const wasUp = new Set<string>();
const waitingFor = new Map<string, string>();

function note(what: string, error: unknown): void {
  if (wasUp.has(what)) {
    log().warn({ err: error, what }, "not ready");
    return;
  }
  const why = error instanceof Error ? error.message : String(error);
  if (waitingFor.get(what) === why) return;
  waitingFor.set(what, why);
  log().info({ what, why }, "not ready yet");
}

async function check(what: string, ask: (signal: AbortSignal) => Promise<unknown>): Promise<Check> {
  const begun = performance.now();
  const signal = AbortSignal.timeout(patience);
  const state = await Promise.race([
    ask(signal).then(() => {
      wasUp.add(what);
      return "up" as const;
    }),
    new Promise<never>((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
    ),
  ]).catch((error: unknown) => {
    note(what, error);
    return "down" as const;
  });
  return { state, latencyMs: Math.round(performance.now() - begun) };
}

/** Servers dislike being greeted every second by a load balancer. Milliseconds. */
const mailAnswerLasts = 30_000;
let lastMail: { until: number; check: Promise<Check> } | undefined;

function mailCheck(): Promise<Check> {
  const transport = env().SMTP_URL ? mailTransport() : null;
  if (!transport) return Promise.resolve({ state: "off", latencyMs: 0 });
  if (!lastMail || lastMail.until < Date.now())
    lastMail = { until: Date.now() + mailAnswerLasts, check: check("mail", () => transport.verify()) };
  return lastMail.check;
}
