import { openDispute } from "../payments/disputes";
import { settlePayment } from "../payments/intents";
import { behaviourOf } from "../payments/methods";
import { failRefund, referRefund, settleRefund } from "../payments/refunds";
import { expireSession, tellSession } from "../payments/sessions";
import { Bell } from "../webhooks/bell";
import { idOf } from "./documents";
import type { Settings } from "./settings";
import { byItself, type Store } from "./store";
import type { TaskKind } from "./task";
import type { Transaction } from "./transaction";

const lookEveryMs = 200;
const pauseAfterErrorMs = 1000;

type Act = (tx: Transaction, objectId: string) => Promise<unknown>;

const acts: Record<TaskKind, Act> = {
  "expire-session": expireSession,
  "settle-payment": settleAsTheMethodDoes,
  "open-dispute": openDisputeIfStillPaid,
  "settle-refund": settleRefund,
  "fail-refund": failRefund,
  "refer-refund": referRefund,
};

/** Lets things happen by themselves when their time has come: each in a transaction of its own, each once. */
export class Tasks {
  private readonly bell = new Bell();
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly store: Store,
    private readonly settings: Settings,
    private readonly webhookUrls: readonly string[],
    private readonly happened: () => void,
  ) {}

  start(): void {
    this.running = this.run();
  }

  ring(): void {
    this.bell.ring();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        if (await this.runOne()) this.happened();
        else await this.bell.next(lookEveryMs);
      } catch {
        // The database is away, or comes back at this moment.
        await this.bell.next(pauseAfterErrorMs);
      }
    }
  }

  private runOne(): Promise<boolean> {
    return this.store.transact(this.settings, this.webhookUrls, byItself, async (tx, client) => {
      const { rows } = await client.query<{ kind: TaskKind; object_id: string }>(
        `delete from stripe_sandbox.task where id = (
           select id from stripe_sandbox.task where due_ms <= $1 order by due_ms, id limit 1 for update skip locked
         ) returning kind, object_id`,
        [tx.nowMs],
      );
      const task = rows[0];
      if (!task) return false;
      await acts[task.kind](tx, task.object_id);
      return true;
    });
  }
}

async function settleAsTheMethodDoes(tx: Transaction, intentId: string): Promise<void> {
  const intent = await tx.find("payment_intent", intentId);
  const methodId = idOf(intent?.payment_method);
  if (!methodId) return;
  const { declines } = await behaviourOf(tx, await tx.need("payment_method", methodId));
  const settled = await settlePayment(tx, intentId, declines);
  if (settled) await tellSession(tx, settled);
}

async function openDisputeIfStillPaid(tx: Transaction, chargeId: string): Promise<void> {
  const charge = await tx.need("charge", chargeId);
  if (charge.status === "succeeded" && !charge.disputed) await openDispute(tx, chargeId);
}
