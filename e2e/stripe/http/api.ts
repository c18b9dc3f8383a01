import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type pg from "pg";
import Stripe from "stripe";
import { chargeEndpoints } from "../api/charges";
import { checkoutSessionEndpoints } from "../api/checkout-sessions";
import { customerEndpoints } from "../api/customers";
import { disputeEndpoints } from "../api/disputes";
import { eventEndpoints } from "../api/events";
import { paymentIntentEndpoints } from "../api/payment-intents";
import { paymentMethodEndpoints, setupIntentEndpoints } from "../api/payment-methods";
import { refundEndpoints } from "../api/refunds";
import { newId } from "../store/documents";
import type { Store } from "../store/store";
import type { Transaction } from "../store/transaction";
import type { Endpoint, Surroundings } from "./endpoint";
import { expandAnswer } from "./expand";
import { Fault, type FaultBody, invalidParameter } from "./fault";
import { decodeForm, type Form } from "./form";
import { type Answer, keepAnswer, takeKey } from "./idempotency";
import { readParameters } from "./parameters";

const endpoints: Endpoint[] = [
  ...customerEndpoints,
  ...checkoutSessionEndpoints,
  ...paymentIntentEndpoints,
  ...chargeEndpoints,
  ...refundEndpoints,
  ...disputeEndpoints,
  ...paymentMethodEndpoints,
  ...setupIntentEndpoints,
  ...eventEndpoints,
];

export interface ApiRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Api extends Surroundings {
  store: Store;
  secretKey: string;
  webhookUrls: readonly string[];
}

/** Answers one request of the API; whatever goes wrong becomes an answer in Stripe's shape. */
export async function answerApi(api: Api, request: ApiRequest): Promise<Answer> {
  const requestId = newId("req");
  try {
    checkKey(api.secretKey, request.headers.authorization);
    checkVersion(request.headers["stripe-version"]);
    const match = endpointOf(request);
    const key = request.method === "POST" ? headerOf(request.headers, "idempotency-key") : undefined;
    const form = formOf(request);
    const origin = { requestId, idempotencyKey: key ?? null };
    return await api.store.transact(api.settings, api.webhookUrls, origin, async (tx, client) => {
      const same = key === undefined ? undefined : digestOf(request, form);
      const kept = key === undefined ? undefined : await takeKey(client, key, same!);
      if (kept) return kept;
      const { answer, remembered } = await carryOut(api, tx, client, match, form, requestId);
      if (key !== undefined && remembered) await keepAnswer(client, key, same!, answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Fault) return faultAnswer(error, requestId);
    console.error(error);
    return faultAnswer(apiError(500), requestId);
  }
}

export const apiError = (status: number): Fault =>
  new Fault(status, {
    type: "api_error",
    message: "Sorry! There was an error while talking to one of our backends. Support has been notified.",
  });

/** The answer to a request that went wrong. */
export function faultAnswer(fault: Fault, requestId: string = newId("req")): Answer {
  const error: FaultBody & { doc_url?: string } = { ...fault.body };
  if (error.code) error.doc_url = `https://stripe.com/docs/error-codes/${error.code.replaceAll("_", "-")}`;
  return { status: fault.status, body: JSON.stringify({ error }, null, 2), requestId };
}

interface Match {
  endpoint: Endpoint;
  id: string;
}

async function carryOut(
  api: Api,
  tx: Transaction,
  client: pg.PoolClient,
  { endpoint, id }: Match,
  form: Form,
  requestId: string,
): Promise<{ answer: Answer; remembered: boolean }> {
  await client.query("savepoint work");
  try {
    const parameters = readParameters(endpoint.parameters, form) as { expand?: string[] };
    const answer = await endpoint.run({ ...api, tx, id, parameters: parameters as never });
    if (parameters.expand) await expandAnswer(tx, answer, parameters.expand);
    return {
      answer: { status: 200, body: JSON.stringify(answer, null, 2), requestId },
      remembered: true,
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (!error.options.keepsEffects) await client.query("rollback to savepoint work");
    return { answer: faultAnswer(error, requestId), remembered: error.options.remembered ?? false };
  }
}

function checkKey(secretKey: string, authorization: string | undefined): void {
  const [scheme, credentials = ""] = (authorization ?? "").split(" ");
  const given =
    scheme === "Basic"
      ? Buffer.from(credentials, "base64").toString("utf8").replace(/:.*$/, "")
      : credentials;
  if (given === "")
    throw new Fault(401, {
      type: "invalid_request_error",
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  if (given !== secretKey)
    throw new Fault(401, {
      type: "invalid_request_error",
      message: `Invalid API Key provided: ${given.slice(0, 8)}${"*".repeat(12)}${given.slice(-4)}`,
    });
}

// The shapes are those of one version: an answer to another would be a lie.
function checkVersion(given: string | string[] | undefined): void {
  if (given !== undefined && given !== Stripe.API_VERSION)
    throw invalidParameter(
      `Invalid Stripe API version: ${String(given)}. This sandbox speaks ${Stripe.API_VERSION}.`,
    );
}

function endpointOf({ method, path }: ApiRequest): Match {
  for (const endpoint of endpoints) {
    const match = endpoint.method === method ? endpoint.path.exec(path) : null;
    if (match) return { endpoint, id: decodeURIComponent(match[1] ?? "") };
  }
  throw new Fault(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). The sandbox does not know it, or Stripe does not either.`,
  });
}

function formOf({ method, query, body }: ApiRequest): Form {
  try {
    return decodeForm(method === "GET" ? query : [query, body].filter(Boolean).join("&"));
  } catch (error) {
    throw invalidParameter((error as Error).message);
  }
}

const digestOf = ({ method, path }: ApiRequest, form: Form): string =>
  createHash("sha256")
    .update(JSON.stringify([method, path, sorted(form)]))
    .digest("hex");

const sorted = (form: Form | string): unknown =>
  typeof form === "string"
    ? form
    : Object.keys(form)
        .sort()
        .map((name) => [name, sorted(form[name]!)]);

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value || undefined;
}
