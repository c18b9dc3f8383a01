import type pg from "pg";
import { Fault, invalidParameter } from "./fault";

export interface Answer {
  status: number;
  body: string;
  requestId: string;
  replayed?: boolean;
}

/**
 * Takes an idempotency key for this transaction, as Stripe does: the same request gets the same answer.
 *
 * @param request what makes two requests the same: method, path and parameters.
 * @returns the answer the key already has, or undefined when the request is the first.
 * @throws Fault 400 for another request under the key, 409 while the first is under way.
 */
export async function takeKey(
  client: pg.PoolClient,
  key: string,
  request: string,
): Promise<Answer | undefined> {
  if (key.length > 255)
    throw invalidParameter("Idempotency keys may not be longer than 255 characters.", {
      code: "invalid_idempotency_key",
    });
  const { rows: locked } = await client.query<{ taken: boolean }>(
    "select pg_try_advisory_xact_lock(hashtextextended('stripe_sandbox:' || $1, 0)) as taken",
    [key],
  );
  if (!locked[0]!.taken)
    throw new Fault(409, {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    });
  const { rows } = await client.query<{ request: string; status: number; body: string; request_id: string }>(
    "select request, status, body, request_id from stripe_sandbox.idempotency where key = $1",
    [key],
  );
  const kept = rows[0];
  if (!kept) return undefined;
  if (kept.request !== request)
    throw new Fault(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  return { status: kept.status, body: kept.body, requestId: kept.request_id, replayed: true };
}

export async function keepAnswer(
  client: pg.PoolClient,
  key: string,
  request: string,
  answer: Answer,
): Promise<void> {
  await client.query(
    "insert into stripe_sandbox.idempotency (key, request, status, body, request_id) values ($1, $2, $3, $4, $5)",
    [key, request, answer.status, answer.body, answer.requestId],
  );
}
