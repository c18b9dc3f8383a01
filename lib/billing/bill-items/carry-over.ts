import type { Tx } from "@/lib/core/db";

/** Charged or credited by hand, on this bill alone. */
export const byHand = "manual:";

/**
 * Lets go of what stands on a bill that counts no more. The bill keeps its items as they were printed, under names of their own;
 * what they came from is free to be billed again.
 * @param to the draft that replaces the bill and gets all of them; null when they wait for the next bill, which only what
 * happened elsewhere does: what was charged by hand was meant for that bill.
 */
export async function carryOver(tx: Tx, billId: string, to: string | null, now: Date): Promise<void> {
  await tx.$executeRaw`
    with kept as (
      update bill_item set source = source || ':void:' || ${billId} where bill_id = ${billId}::uuid
      returning organization_id, customer_id, kind, description, quantity, unit_price, amount, voucher_amount, currency, occurred_at,
        left(source, -(length(${billId}) + 6)) as source
    )
    insert into bill_item (id, organization_id, customer_id, bill_id, kind, description, quantity, unit_price, amount, voucher_amount, currency,
      occurred_at, source, created_at)
    select gen_random_uuid(), organization_id, customer_id, ${to}::uuid, kind, description, quantity, unit_price, amount, voucher_amount, currency,
      occurred_at, source, ${now}::timestamptz
    from kept where ${to}::uuid is not null or source not like ${`${byHand}%`}`;
}

/** A statement's items are found again in the ledger. */
export async function forgetStatement(tx: Tx, billId: string): Promise<void> {
  await tx.$executeRaw`
    update bill_item set source = source || ':void:' || ${billId} where bill_id = ${billId}::uuid`;
}

/** A draft was never printed: its items simply wait again, and what was deducted is found again in the ledger. */
export async function emptyDraft(tx: Tx, billId: string, statement: boolean): Promise<void> {
  if (statement) await tx.billItem.deleteMany({ where: { billId } });
  else await tx.billItem.updateMany({ where: { billId }, data: { billId: null } });
}
