import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

/** What an attempt of ours says when the payer's page is to close: the word in `failureCode`. */
export const closingCode = "closed";

const shown = {
  id: true,
  number: true,
  organizationId: true,
  orderId: true,
  topUpId: true,
  billId: true,
  provider: true,
  state: true,
  amount: true,
  currency: true,
  fee: true,
  sessionRef: true,
  paymentRef: true,
  chargeRef: true,
  payUrl: true,
  paymentMethodId: true,
  meansKind: true,
  meansBrand: true,
  meansLast4: true,
  failureCode: true,
  expiresAt: true,
  syncedAt: true,
  createdAt: true,
} as const;

/** An attempt as it stands now. @throws not_found. */
export async function readAttempt(db: Pick<Tx, "paymentAttempt">, attemptId: string) {
  const row = await db.paymentAttempt.findUnique({ where: { id: attemptId }, select: shown });
  if (!row) throw notFound();
  return {
    ...row,
    amount: Money.of(row.amount.toFixed(), row.currency),
    closing: row.failureCode === closingCode,
    feeKnown: row.fee !== null,
  };
}

/** An attempt nobody else changes until the transaction ends. @throws not_found. */
export async function lockAttempt(tx: Tx, attemptId: string) {
  await tx.$queryRaw`select 1 from payment_attempt where id = ${attemptId}::uuid for update`;
  return readAttempt(tx, attemptId);
}

export type Attempt = Awaited<ReturnType<typeof readAttempt>>;
