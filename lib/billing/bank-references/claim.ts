import type { Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";

/** What a transfer to the bank account paid: exactly one of the three. */
export type PaidByTransfer = { topUpId: string } | { billId: string } | { orderId: string };

/** A reference as banks compare it: "rf18 5390" is "RF185390". */
export const referenceKey = (reference: string): string => reference.replace(/\s/g, "").toUpperCase();

/**
 * Makes a bank transfer's reference belong to what the transfer paid, so that it is credited once: as a top-up, for a bill or
 * for an order. Another reference the top-up or order had before is free again. Whoever comes at the same moment waits.
 * @throws conflict naming what has the reference, unless that is a top-up which ended without money.
 */
export async function claimReference(
  tx: Tx,
  reference: string,
  paid: PaidByTransfer,
  at: Date,
): Promise<void> {
  const key = referenceKey(reference);
  if (!("billId" in paid)) await tx.bankReference.deleteMany({ where: { ...paid, key: { not: key } } });
  const { count } = await tx.bankReference.createMany({
    data: { key, ...paid, createdAt: at },
    skipDuplicates: true,
  });
  if (count === 1) return;
  await tx.$queryRaw`select 1 from bank_reference where key = ${key} for update`;
  const holder = await tx.bankReference.findUniqueOrThrow({
    where: { key },
    select: {
      topUpId: true,
      orderId: true,
      topUp: { select: { number: true, state: true, paidAt: true } },
      bill: { select: { number: true } },
      order: { select: { number: true } },
    },
  });
  const { topUp, bill, order } = holder;
  if (
    "topUpId" in paid ? holder.topUpId === paid.topUpId : "orderId" in paid && holder.orderId === paid.orderId
  )
    return;
  if (topUp?.state !== "closed" || topUp.paidAt !== null)
    throw conflict("billing.reference_taken", {
      reference,
      number: (topUp ?? bill ?? order)?.number ?? "",
    });
  const nobody = { topUpId: null, billId: null, orderId: null };
  await tx.bankReference.update({
    where: { key },
    data: { ...nobody, ...paid, createdAt: at },
    select: { key: true },
  });
}
