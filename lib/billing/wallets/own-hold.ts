import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

/**
 * A hold that people and programs may end. Those the product made for a record of its own (a refund, an order) end with that
 * record: given back by hand, the money could be spent twice.
 * @throws not_found; rule_violation when it belongs to a record.
 */
export async function ownHold(db: Pick<Tx, "walletHold">, holdId: string) {
  const hold = await db.walletHold.findUnique({
    where: { id: holdId },
    select: {
      walletId: true,
      currency: true,
      amount: true,
      captured: true,
      released: true,
      referenceType: true,
      wallet: { select: { number: true, state: true } },
    },
  });
  if (!hold) throw notFound();
  if (hold.referenceType) throw refused("billing.hold_belongs_to_record");
  const open = Money.of(hold.amount.minus(hold.captured).minus(hold.released).toFixed(), hold.currency);
  return { ...hold, open };
}
