import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

const select = {
  id: true,
  organizationId: true,
  walletId: true,
  paymentMethodId: true,
  currency: true,
  threshold: true,
  amount: true,
  monthlyLimit: true,
  state: true,
  stoppedReason: true,
  failures: true,
  noticedAt: true,
  nextAttemptAt: true,
  lastTopUpId: true,
  version: true,
  wallet: {
    select: {
      number: true,
      state: true,
      customerId: true,
      customer: { select: { name: true, email: true, locale: true, state: true } },
      organization: { select: { name: true, email: true, timeZone: true, state: true } },
    },
  },
  paymentMethod: {
    select: { id: true, state: true, brand: true, last4: true, expiryMonth: true, expiryYear: true },
  },
} as const;

/**
 * A rule, held until the transaction ends: one shortfall is never worked on twice at a time.
 * @throws not_found.
 */
export async function lockRule(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from auto_recharge where id = ${id}::uuid for update`;
  const row = await tx.autoRecharge.findUnique({ where: { id }, select });
  if (!row) throw notFound();
  const { currency } = row;
  return {
    ...row,
    threshold: Money.of(row.threshold.toFixed(), currency),
    amount: Money.of(row.amount.toFixed(), currency),
    monthlyLimit: row.monthlyLimit ? Money.of(row.monthlyLimit.toFixed(), currency) : null,
  };
}

export type LockedRule = Awaited<ReturnType<typeof lockRule>>;

/** What every change of a rule writes along. */
export const stamps = (now: Date) => ({ version: { increment: 1 }, updatedAt: now });
