import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import type { Controls } from "../control/controls";
import { answerPage } from "../page/routes";
import { type Api, answerApi, apiError, faultAnswer } from "./api";
import { Fault } from "./fault";
import type { Answer } from "./idempotency";

const largestBody = 1_000_000;

interface Received {
  method: string;
  path: string;
  query: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** The HTTP side: the API below `/v1/`, the controls below `/sandbox/`, pages for people everywhere else. */
export function createSandboxServer(api: Api, controls: Controls, changed: () => void): Server {
  const server = createServer({ keepAliveTimeout: 65_000 });
  server.on("request", (request, response) => {
    serve(api, controls, request, response)
      .then(changed)
      .catch((error: unknown) => {
        console.error(error);
        request.destroy();
      });
  });
  return server;
}

async function serve(
  api: Api,
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const received = await receive(request);
  if (received.path.startsWith("/v1/")) return serveApi(api, received, response);
  if (received.path.startsWith("/sandbox/")) return serveControl(api, controls, received, response);
  const { status, headers, body } = await answerPage(api, received);
  response.writeHead(status, headers).end(body);
}

async function serveApi(api: Api, received: Received, response: ServerResponse): Promise<void> {
  const rule = await api.settings.takeFault(received.method, received.path);
  if (rule?.kind === "refuse") {
    response.destroy();
    return;
  }
  if (rule?.kind === "slow") await sleep(rule.ms ?? 1000);
  const answer =
    rule?.kind === "error" ? faultAnswer(apiError(rule.status ?? 500)) : await answerApi(api, received);
  if (rule?.kind === "cut") {
    // What was asked for is done, and nobody is told.
    response.destroy();
    return;
  }
  sendJson(response, answer, received.headers);
}

async function serveControl(
  api: Api,
  controls: Controls,
  { path, method, headers, body }: Received,
  response: ServerResponse,
): Promise<void> {
  const fault = (status: number, message: string) =>
    sendJson(response, faultAnswer(new Fault(status, { type: "invalid_request_error", message })), headers);
  if (headers.authorization !== `Bearer ${api.secretKey}`)
    return fault(401, "The controls want the secret key as a bearer token.");
  const name = path.slice("/sandbox/".length);
  if (method !== "POST" || !Object.hasOwn(controls, name)) return fault(404, `There is no control ${name}.`);
  try {
    const control = controls[name as keyof Controls] as (given: unknown) => Promise<unknown>;
    const result = (await control(JSON.parse(body || "{}"))) ?? null;
    sendJson(response, { status: 200, body: JSON.stringify({ result }), requestId: "" }, headers);
  } catch (error) {
    fault(error instanceof Fault ? error.status : 400, (error as Error).message);
  }
}

function sendJson(response: ServerResponse, answer: Answer, headers: IncomingMessage["headers"]): void {
  const key = headers["idempotency-key"];
  response.writeHead(answer.status, {
    "content-type": "application/json",
    "cache-control": "no-cache, no-store",
    "request-id": answer.requestId,
    "stripe-version": Stripe.API_VERSION,
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...(answer.replayed ? { "idempotent-replayed": "true" } : {}),
  });
  response.end(answer.body);
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { pathname, search } = new URL(request.url ?? "/", "http://sandbox");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error("The body is too large.");
    chunks.push(chunk);
  }
  return {
    method: request.method ?? "GET",
    path: pathname,
    query: search.slice(1),
    headers: request.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
