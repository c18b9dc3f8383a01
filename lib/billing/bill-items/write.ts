import { refreshDraft } from "@/lib/billing/bills/draft";
import type { BillOwner } from "@/lib/billing/bills/issuer";
import type { Tx } from "@/lib/core/db";
import type { Money } from "@/lib/core/money";

/**
 * Writes an item on a draft, whose totals follow, or where no bill is named among what waits for the owner's next one.
 * @param item amounts as they count: what is credited is negative. `source` names what it comes from, once.
 */
export async function writeBillItem(
  tx: Tx,
  item: BillOwner & {
    id: string;
    billId: string | null;
    kind: "fee" | "adjustment" | "credit";
    description: string;
    quantity?: string;
    unitPrice: Money;
    amount: Money;
    occurredAt: Date;
    source: string;
    now: Date;
  },
): Promise<void> {
  const { unitPrice, amount, now, quantity = "1", ...fields } = item;
  await tx.billItem.create({
    data: {
      ...fields,
      quantity,
      unitPrice: unitPrice.amount,
      amount: amount.amount,
      currency: amount.currency,
      createdAt: now,
    },
    select: { id: true },
  });
  if (item.billId) await refreshDraft(tx, item.billId, now);
}
