import { expireOrder } from "@/lib/commerce/orders/expire";
import { now } from "@/lib/core/clock";
import { executeTogether, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { log } from "@/lib/core/log";
import { systemCaller } from "@/lib/core/system";

const batchSize = 100;

type Due = { id: string; expiresAt: Date };

/**
 * Expires every order whose time to pay is over, 100 at a time until none is left (connectivity 6.8). A batch is one
 * transaction; where it fails, its orders are done one by one, so that one failure stops none of the others.
 * @returns how many were looked at, and how many of them failed.
 */
export async function expireDueOrders(): Promise<{ done: number; failed: number }> {
  const at = now();
  const caller = await systemCaller("expire-orders");
  let [done, failed] = [0, 0];
  for (let last: Due | undefined; ; ) {
    const batch = await nextDue(at, last);
    last = batch.at(-1);
    if (!last) return { done, failed };
    const failures = await expireBatch(
      batch.map(({ id }) => id),
      caller,
    );
    done += batch.length;
    failed += failures;
  }
}

// Goes on after the last one, so that an order which cannot be expired does not come up again in the same run.
const nextDue = (at: Date, last: Due | undefined): Promise<Due[]> => prisma.$queryRaw<Due[]>`
  select id, expires_at as "expiresAt" from "order"
  where state = 'pending' and expires_at <= ${at}
    and (expires_at, id) > (${last?.expiresAt ?? new Date(0)}::timestamptz, ${last?.id ?? "00000000-0000-0000-0000-000000000000"}::uuid)
    and not exists (select from payment_attempt where order_id = "order".id and payment_attempt.state = 'processing')
  order by expires_at, id
  limit ${batchSize}`;

async function expireBatch(ids: string[], caller: Awaited<ReturnType<typeof systemCaller>>): Promise<number> {
  try {
    const calls = ids.map((orderId) => ({ input: { orderId }, idempotencyKey: newId() }));
    await executeTogether(expireOrder, calls, caller);
    return 0;
  } catch (error) {
    log().warn({ err: error }, "a batch of orders did not expire together; one by one now");
  }
  let failures = 0;
  for (const orderId of ids)
    await perform(expireOrder, { orderId }, caller).catch((error: unknown) => {
      failures += 1;
      log().error({ err: error, orderId }, "an order could not be expired");
    });
  return failures;
}
