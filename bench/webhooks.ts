// How fast a webhook is accepted by the real server while its engine handles what was accepted, beside the cheapest answer the
// same server gives and beside a bare insert in the same database (design section 12).
import { setTimeout as sleep } from "node:timers/promises";
import { budget, line, ms, percentile, timed } from "./support/figures";
import { benchServer } from "./support/server";

const perSecond = Number(process.env.BENCH_RATE ?? 10);
const seconds = Number(process.env.BENCH_SECONDS ?? 60);
const allowed = 50;

const server = await benchServer();
const { default: Stripe } = await import("stripe");
const { pool } = await import("@/lib/core/db");

const events = `${server.address}/api/webhooks/stripe`;
const secret = process.env.STRIPE_WEBHOOK_SECRETS?.split(",")[0] ?? "";
if (secret === "") throw new Error("The server has no webhook secret.");

/** Sends at a fixed rate, whatever the answers do: who waits makes nobody send less. @returns how long each answer took. */
async function atRate(count: number, send: (index: number) => Promise<void>): Promise<number[]> {
  const begun = performance.now();
  const under: Promise<number>[] = [];
  for (let index = 0; index < count; index++) {
    const due = begun + (index * 1000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    const sent = performance.now();
    under.push(send(index).then(() => performance.now() - sent));
  }
  return Promise.all(under);
}

async function answered(response: Response, status: number): Promise<void> {
  const body = await response.text();
  if (response.status !== status) throw new Error(`${response.status}: ${body.slice(0, 200)}`);
}

/** A payment's event as large as Stripe's are, of a payment nobody here made: the engine asks the provider for it all the same. */
async function sendEvent(name: string): Promise<void> {
  const payload = JSON.stringify({
    id: `evt_${name}`,
    object: "event",
    type: "payment_intent.succeeded",
    created: Math.floor(Date.now() / 1000),
    data: {
      object: {
        id: `pi_${name}`,
        object: "payment_intent",
        amount: 5000,
        currency: "usd",
        metadata: {},
        description: "x".repeat(3000),
      },
    },
  });
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const headers = { "stripe-signature": signature, "content-type": "application/json" };
  await answered(await fetch(events, { method: "POST", headers, body: payload }), 200);
}

const live = async () => answered(await fetch(`${server.address}/api/health/live`), 200);

const bareInsert = () =>
  pool.query("insert into webhook_bench (id, payload) values (gen_random_uuid(), $1)", [
    JSON.stringify({ text: "x".repeat(3000) }),
  ]);

try {
  await pool.query("create table webhook_bench (id uuid primary key, payload jsonb)");
  const count = perSecond * seconds;
  for (let index = 0; index < 50; index++) await sendEvent(`warm_${index}`);
  for (let index = 0; index < 50; index++) await live();

  const insert = await timed(500, bareInsert);
  const liveliest = await atRate(Math.min(count, 500), live);
  const accepted = await atRate(count, (index) => sendEvent(`one_${index}`));
  const repeated = await atRate(Math.min(count, 500), (index) => sendEvent(`one_${index}`));
  const { rows } = await pool.query<{ kept: number; handled: number }>(
    "select count(*)::int as kept, count(*) filter (where state <> 'received')::int as handled from payment_event where provider_event_id like 'evt_one_%'",
  );

  console.log(`${perSecond} events a second for ${seconds} seconds, handled meanwhile\n`);
  line("", "p50", "p95", "p99");
  const show = (what: string, taken: number[]) =>
    line(what, ...[0.5, 0.95, 0.99].map((share) => ms(percentile(taken, share))));
  show("reference: a bare insert, committed", insert);
  show("reference: the server says that it lives", liveliest);
  show("an event accepted", accepted);
  show("the same again", repeated);
  const ratio = percentile(accepted, 0.5) / (percentile(insert, 0.5) + percentile(liveliest, 0.5));
  console.log(
    `\n${ratio.toFixed(1)} times both references together; ${rows[0]!.handled} of ${rows[0]!.kept} handled by now\n`,
  );
  const p99 = percentile(accepted, 0.99);
  budget(`accepted p99 within ${allowed} ms: ${p99.toFixed(1)} ms`, p99 <= allowed);
  budget(`every event kept, once: ${rows[0]!.kept}`, rows[0]!.kept === count);
} finally {
  await server.stop();
}
