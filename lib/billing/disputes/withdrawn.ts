import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { Money } from "@/lib/core/money";

/** Whose payments are looked at: an order's, a top-up's, or one of them. */
export type DisputedPayments = { orderId: string } | { topUpId: string } | { attemptId: string };

/**
 * What cardholders' banks took back and did not return, of payments in one currency: nobody gives it back a second time. An
 * inquiry took nothing.
 * @returns the sum, and how much of which payment.
 */
export async function withdrawnOf(
  db: Pick<Tx, "$queryRaw">,
  payments: DisputedPayments,
  currency: string,
): Promise<{ sum: Money; byAttempt: Map<string, Money> }> {
  const which =
    "orderId" in payments
      ? Prisma.sql`attempt.order_id = ${payments.orderId}::uuid`
      : "topUpId" in payments
        ? Prisma.sql`attempt.top_up_id = ${payments.topUpId}::uuid`
        : Prisma.sql`attempt.id = ${payments.attemptId}::uuid`;
  const rows = await db.$queryRaw<{ attemptId: string; amount: string }[]>`
    select attempt.id as "attemptId", sum(dispute.amount)::text as amount
    from payment_attempt as attempt
    join dispute on dispute.attempt_id = attempt.id and dispute.state in ('open', 'lost')
    join ledger_transaction as taken on taken.key = 'dispute:' || dispute.id || ':opened'
    where ${which} and dispute.currency = ${currency}
    group by attempt.id`;
  const byAttempt = new Map(rows.map(({ attemptId, amount }) => [attemptId, Money.of(amount, currency)]));
  const sum = [...byAttempt.values()].reduce((total, amount) => total.plus(amount), Money.zero(currency));
  return { sum, byAttempt };
}
