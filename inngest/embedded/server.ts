import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { v7 } from "uuid";
import { z } from "zod";
import type { Registry } from "./functions";
import type { Intake } from "./intake";
import { type EngineEvent, eventSchema, type IncomingEvent, syncSchema } from "./protocol";
import type { Queue } from "./queue";
import type { Runs } from "./runs";
import { bearerToken, sameSecret } from "./signatures";
import type { Sync } from "./sync";
import { isTransient, transaction } from "./transaction";

const BODY_MAX = 10 * 1024 * 1024;

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Parts {
  pool: Pool;
  queue: Queue;
  runs: Runs;
  intake: Intake;
  registry: Registry;
  sync: Sync;
  eventKey: string;
  signingKey: string;
  /** Whether this process is the engine, and not one that waits to become it. */
  owns: () => boolean;
  /** Work may have been added to the queue. */
  poke: () => void;
  log: Logger;
}

type Reply = { status: number; body: unknown };

/** The engine's HTTP side, with the paths and answers of an Inngest server. */
export function createEngineServer(parts: Parts): Server {
  return createServer((request, response) => {
    void answer(parts, request, response);
  });
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await route(parts, request).catch((error: unknown): Reply => {
    if (error instanceof Refused)
      return { status: error.status, body: { status: error.status, error: error.message } };
    if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof URIError) {
      return {
        status: 400,
        body: { status: 400, error: error instanceof z.ZodError ? z.prettifyError(error) : "not JSON" },
      };
    }
    parts.log.error({ err: error, path: request.url?.split("/")[1] }, "request failed");
    const status = isTransient(error) ? 503 : 500;
    return { status, body: { status, error: "the engine could not do this" } };
  });
  const text = JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

async function route(parts: Parts, request: IncomingMessage): Promise<Reply> {
  const path = new URL(request.url ?? "/", "http://engine").pathname;
  const [first, second, third] = path.slice(1).split("/").map(decodeURIComponent);
  const called = `${request.method} /${first}`;
  if (called === "GET /health") return health(parts);
  if (called === "POST /e" && second) return events(parts, second, request);
  if (called === "POST /fn" && second === "register") return register(parts, request);
  if (called === "DELETE /v1" && second === "runs" && third) return cancel(parts, third, request);
  throw new Refused(404, "there is nothing here");
}

async function health({ queue, registry, sync, owns }: Parts): Promise<Reply> {
  const { due, claimed } = await queue.depth();
  const ready = owns() && sync.present;
  const status = ready ? 200 : 503;
  return {
    status,
    body: {
      status,
      message: ready
        ? "OK"
        : owns()
          ? "The app does not answer."
          : "Not the engine yet: this process is starting, or another one is at work.",
      functions: registry.all().length,
      refused: registry.refused,
      queue: { due, claimed },
    },
  };
}

async function events(parts: Parts, key: string, request: IncomingMessage): Promise<Reply> {
  if (!sameSecret(key, parts.eventKey)) throw new Refused(401, "the event key is not known");
  // An event taken before the functions are known would start nothing and still count as delivered.
  if (!parts.owns() || !parts.sync.known)
    throw new Refused(503, "the functions of the app are not known yet");
  const given = z.array(eventSchema).parse([JSON.parse(await bodyOf(request))].flat());
  const seed = request.headers["x-inngest-event-id-seed"];
  const complete = given.map((event, index) =>
    identified(event, index, typeof seed === "string" ? seed : v7()),
  );
  try {
    await parts.intake.receive(complete);
  } catch (error) {
    // Text Postgres cannot hold, such as a zero byte: repeating it would not help.
    if ((error as { code?: unknown }).code === "22P05") throw new Refused(400, "the event cannot be stored");
    throw error;
  }
  parts.poke();
  return { status: 200, body: { status: 200, ids: complete.map((event) => event.id) } };
}

/** The same seed gives the same ids, so that a request the SDK repeats counts once. */
function identified(event: IncomingEvent, index: number, seed: string): EngineEvent {
  const id = event.id ?? createHash("sha256").update(`${seed}:${index}`).digest("hex");
  return { ...event, id, ts: event.ts ?? Date.now() };
}

async function register(parts: Parts, request: IncomingMessage): Promise<Reply> {
  authorize(parts, request);
  if (!parts.owns()) throw new Refused(503, "another engine is at work");
  const { functions } = syncSchema.parse(JSON.parse(await bodyOf(request)));
  const modified = await parts.sync.learn(functions);
  const { refused } = parts.registry;
  if (refused.length === 0) return { status: 200, body: { ok: true, status: 200, modified } };
  const error = refused.map((refusal) => `${refusal.function}: ${refusal.reason}`).join("; ");
  return { status: 400, body: { status: 400, modified, error } };
}

async function cancel(parts: Parts, id: string, request: IncomingMessage): Promise<Reply> {
  authorize(parts, request);
  const known = z.uuid().safeParse(id).success;
  const canceled =
    known && (await transaction(parts.pool, (tx) => parts.runs.cancel(tx, id, "Somebody canceled it.")));
  if (!canceled) throw new Refused(404, "there is no such run under way");
  parts.poke();
  return { status: 202, body: { status: 202 } };
}

function authorize(parts: Parts, request: IncomingMessage): void {
  const expected = `Bearer ${bearerToken(parts.signingKey)}`;
  if (!sameSecret(request.headers.authorization ?? "", expected))
    throw new Refused(401, "the signing key is not known");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) throw new Refused(413, "the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
