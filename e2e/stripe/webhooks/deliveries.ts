import type pg from "pg";
import type { Settings } from "../store/settings";
import { Bell } from "./bell";
import { signatureOf } from "./signature";

const patienceMs = 10_000;
// Longer than a delivery can take: after it, one whose sandbox was killed is tried again.
const leaseS = 15;
const longestPauseMs = 60_000;

interface Due {
  id: string;
  url: string;
  body: string;
  attempts: number;
}

/**
 * Sends recorded events to the webhook addresses, several at a time and so in no certain order, and again after a longer
 * and longer pause until they are taken with a 2xx.
 */
export class Deliveries {
  private readonly bell = new Bell();
  private readonly underWay = new Set<Promise<void>>();
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly settings: Settings,
    private readonly options: { secret: string; retryMs: number; concurrency: number },
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Says that there may be something to deliver. */
  ring(): void {
    this.bell.ring();
  }

  /** Waits for those under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
    await Promise.all(this.underWay);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const room = this.options.concurrency - this.underWay.size;
      const due = this.settings.held || room === 0 ? [] : await this.claim(room).catch(() => []);
      for (const delivery of due) this.begin(delivery);
      if (due.length === 0) await this.bell.next(Math.min(500, this.options.retryMs));
    }
  }

  private begin(delivery: Due): void {
    const done = this.deliver(delivery)
      .catch(() => undefined)
      .finally(() => {
        this.underWay.delete(done);
        this.bell.ring();
      });
    this.underWay.add(done);
  }

  private async claim(limit: number): Promise<Due[]> {
    const { rows } = await this.pool.query<Due>(
      `with due as (
         select id from stripe_sandbox.delivery
         where ended_at is null and next_attempt_at <= now()
         order by next_attempt_at, id limit $1 for update skip locked
       )
       update stripe_sandbox.delivery delivery
       set attempts = attempts + 1, next_attempt_at = now() + interval '${leaseS} seconds'
       from due, stripe_sandbox.event event
       where delivery.id = due.id and event.id = delivery.event_id
       returning delivery.id, delivery.url, delivery.attempts, event.body`,
      [limit],
    );
    return rows;
  }

  private async deliver({ id, url, body, attempts }: Due): Promise<void> {
    const answer = await send(url, body, signatureOf(body, this.options.secret));
    if (/^2\d\d$/.test(answer)) {
      await this.pool.query(
        "update stripe_sandbox.delivery set ended_at = now(), last_answer = $2 where id = $1",
        [id, answer],
      );
      return;
    }
    const pauseMs = Math.min(longestPauseMs, this.options.retryMs * 2 ** Math.min(20, attempts - 1));
    await this.pool.query(
      `update stripe_sandbox.delivery
       set next_attempt_at = now() + $3 * interval '1 millisecond', last_answer = $2 where id = $1`,
      [id, answer, pauseMs],
    );
  }
}

async function send(url: string, body: string, signature: string): Promise<string> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signature,
        "user-agent": "Stripe/1.0 (sandbox)",
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.arrayBuffer();
    return String(answer.status);
  } catch (error) {
    return String((error as Error).cause ?? error).slice(0, 200);
  }
}
