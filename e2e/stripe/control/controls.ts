import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import type { Api } from "../http/api";
import { invalidRequest } from "../http/fault";
import { closeDispute, openDispute } from "../payments/disputes";
import { settlePayment } from "../payments/intents";
import { failRefund, settleRefund } from "../payments/refunds";
import { completeSession, expireSession, tellSession } from "../payments/sessions";
import { testMethod } from "../payments/test-methods";
import { idOf } from "../store/documents";
import type { FaultRule, RefundFate } from "../store/settings";
import { byItself } from "../store/store";
import type { Transaction } from "../store/transaction";
import { signatureOf } from "../webhooks/signature";

export interface SignedEvent {
  id: string;
  type: string;
  /** The exact bytes the signature is of. */
  body: string;
  /** For the `Stripe-Signature` header, made at this moment. */
  signature: string;
}

export interface DeliveryState {
  event: string;
  type: string;
  url: string;
  attempts: number;
  ended: boolean;
  lastAnswer: string | null;
}

/** What a test may do that nobody can do at Stripe. All of it also works over HTTP: `POST /sandbox/<name>` with JSON. */
export interface Controls {
  /** Pays a session as its page's button does; `number` is a test card or account, 4242… when absent. */
  pay(given: { session: string; number?: string }): Promise<Stripe.Checkout.Session>;
  /** Tries to pay a session with a card that is declined. */
  decline(given: { session: string }): Promise<Stripe.Checkout.Session>;
  expire(given: { session: string }): Promise<void>;
  /** A bank answers at once, for a payment that is processing. */
  settle(given: { payment: string; outcome: "succeeded" | "failed" }): Promise<Stripe.PaymentIntent>;
  /** Disputes a payment (`pi_…`) or a charge. */
  dispute(given: { payment: string; amount?: number; reason?: string }): Promise<Stripe.Dispute>;
  closeDispute(given: { dispute: string; outcome: "won" | "lost" }): Promise<Stripe.Dispute>;
  /** What becomes of the next refunds: `failed` a little after it succeeded, `pending` until settled, `refused` in the answer. */
  nextRefund(given: { becomes: RefundFate; times?: number }): Promise<void>;
  settleRefund(given: { refund: string; outcome: "succeeded" | "failed" }): Promise<Stripe.Refund>;
  /** How the next API calls are answered. */
  fault(rule: FaultRule): Promise<void>;
  /** Ends every fault. */
  recover(): Promise<void>;
  /** Moves the sandbox's clock: sessions expire, banks answer. */
  advance(given: { seconds: number }): Promise<{ now: number }>;
  /** Delivers nothing until `release`. */
  hold(): Promise<void>;
  release(): Promise<void>;
  /** Forgets what is still to be delivered. */
  drop(): Promise<{ dropped: number }>;
  /** The recorded events, oldest first; `about` an object, with those of the payment it belongs to. */
  events(given?: { about?: string; type?: string }): Promise<Stripe.Event[]>;
  /** The same as they would be delivered, for a test to deliver in its own order. */
  signedEvents(given?: { about?: string; type?: string }): Promise<SignedEvent[]>;
  /** Delivers an event again, so many times. */
  resend(given: { event: string; times?: number }): Promise<void>;
  deliveries(given?: { about?: string }): Promise<DeliveryState[]>;
  /** Resolves when nothing is due any more and everything is delivered, unless it is held. */
  idle(given?: { timeoutMs?: number }): Promise<void>;
}

export interface Bells {
  /** Something was recorded that may have to be delivered or to happen. */
  ring: () => void;
}

export function controlsOf(api: Api, webhookSecret: string, { ring }: Bells): Controls {
  const { pool } = api.store;
  const inside = async <T>(body: (tx: Transaction) => Promise<T>): Promise<T> => {
    const result = await api.store.transact(api.settings, api.webhookUrls, byItself, body);
    ring();
    return result;
  };

  const rowsAbout = async ({ about, type }: { about?: string; type?: string } = {}) => {
    const ids = about === undefined ? null : await relatedIds(about);
    const { rows } = await pool.query<{ id: string; type: string; body: string }>(
      `select id, type, body from stripe_sandbox.event
       where ($1::text[] is null or subjects && $1) and ($2::text is null or type = $2) order by seq`,
      [ids, type ?? null],
    );
    return rows;
  };

  // A session's own events do not name what only its payment knows, and the other way round.
  const relatedIds = async (about: string): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>(
      `with payment as (
         select coalesce(doc->>'payment_intent', case when kind = 'payment_intent' then id end) as id
         from stripe_sandbox.object where id = $1
       )
       select $1 as id
       union select object.id from stripe_sandbox.object join payment
         on object.id = payment.id or object.doc->>'payment_intent' = payment.id`,
      [about],
    );
    return rows.map((row) => row.id);
  };

  const controls: Controls = {
    pay: ({ session, number = "4242424242424242" }) =>
      inside(async (tx) => {
        const method = testMethod(number);
        if (!method) throw invalidRequest(`${number} is no test number.`);
        return (await completeSession(tx, api, session, method)).session;
      }),
    decline: ({ session }) => controls.pay({ session, number: "4000000000000002" }),
    expire: ({ session }) => inside((tx) => expireSession(tx, session)),
    settle: ({ payment, outcome }) =>
      inside(async (tx) => {
        const failure = testMethod("000222222227")!.declines;
        const settled = await settlePayment(tx, payment, outcome === "failed" ? failure : undefined);
        if (!settled) throw invalidRequest(`${payment} waits for no bank.`);
        await tellSession(tx, settled);
        return settled;
      }),
    dispute: ({ payment, amount, reason }) =>
      inside(async (tx) => {
        const isIntent = payment.startsWith("pi_");
        const chargeId = isIntent ? idOf((await tx.need("payment_intent", payment)).latest_charge) : payment;
        if (!chargeId) throw invalidRequest(`${payment} has no charge.`);
        return openDispute(tx, chargeId, { amount, reason });
      }),
    closeDispute: ({ dispute, outcome }) => inside((tx) => closeDispute(tx, dispute, outcome)),
    nextRefund: ({ becomes, times = 1 }) => api.settings.addRefundFates(Array(times).fill(becomes)),
    settleRefund: ({ refund, outcome }) =>
      inside(async (tx) => {
        await (outcome === "failed" ? failRefund : settleRefund)(tx, refund);
        return tx.need("refund", refund);
      }),
    fault: (rule) => api.settings.addFault(rule),
    recover: () => api.settings.recover(),
    async advance({ seconds }) {
      await api.settings.advance(seconds * 1000);
      ring();
      return { now: Math.floor(api.settings.nowMs() / 1000) };
    },
    hold: () => api.settings.hold(true),
    async release() {
      await api.settings.hold(false);
      ring();
    },
    async drop() {
      const { rowCount } = await pool.query(
        "update stripe_sandbox.delivery set ended_at = now(), last_answer = 'dropped' where ended_at is null",
      );
      return { dropped: rowCount ?? 0 };
    },
    events: async (given) => (await rowsAbout(given)).map((row) => JSON.parse(row.body) as Stripe.Event),
    signedEvents: async (given) =>
      (await rowsAbout(given)).map((row) => ({ ...row, signature: signatureOf(row.body, webhookSecret) })),
    async resend({ event, times = 1 }) {
      await pool.query(
        `insert into stripe_sandbox.delivery (event_id, url)
         select $1, url from unnest($2::text[]) url, generate_series(1, $3)`,
        [event, api.webhookUrls, times],
      );
      ring();
    },
    async deliveries(given) {
      const ids = given?.about === undefined ? null : await relatedIds(given.about);
      const { rows } = await pool.query<DeliveryState>(
        `select event.id as event, event.type, delivery.url, delivery.attempts,
                delivery.ended_at is not null as ended, delivery.last_answer as "lastAnswer"
         from stripe_sandbox.delivery join stripe_sandbox.event on event.id = delivery.event_id
         where $1::text[] is null or event.subjects && $1 order by delivery.id`,
        [ids],
      );
      return rows;
    },
    async idle({ timeoutMs = 10_000 } = {}) {
      const end = Date.now() + timeoutMs;
      for (;;) {
        const { rows } = await pool.query<{ tasks: number; deliveries: number }>(
          `select (select count(*)::int from stripe_sandbox.task where due_ms <= $1) as tasks,
                  (select count(*)::int from stripe_sandbox.delivery where ended_at is null and not $2) as deliveries`,
          [api.settings.nowMs(), api.settings.held],
        );
        const { tasks, deliveries } = rows[0]!;
        if (tasks === 0 && deliveries === 0) return;
        if (Date.now() > end)
          throw new Error(`The sandbox has ${tasks} things to do and ${deliveries} events to deliver.`);
        await sleep(20);
      }
    },
  };
  return controls;
}
