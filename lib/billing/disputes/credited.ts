import type { Tx } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/** The names of what a dispute's credit becomes: what it takes off the bill itself, and what waits for the next one. */
export const creditSources = (disputeId: string) => ({
  applied: `dispute:${disputeId}:applied`,
  waiting: `dispute:${disputeId}`,
});

/** What was credited of a bill after its disputes. */
export async function creditedOf(
  tx: Pick<Tx, "$queryRaw">,
  billId: string,
  currency: string,
): Promise<Money> {
  const [row] = await tx.$queryRaw<[{ credited: string }]>`
    select coalesce(-sum(item.amount), 0)::text as credited
    from dispute join bill_item as item
      on item.source in ('dispute:' || dispute.id || ':applied', 'dispute:' || dispute.id)
    where dispute.bill_id = ${billId}::uuid and dispute.kind = 'bill'`;
  return Money.of(row.credited, currency);
}
