import { post } from "@/lib/billing/ledger/post";
import { capture, release } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import { taxWithin } from "@/lib/commerce/refunds/rules";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";

/** What the posting of a refund that was paid out is found by. */
export const postedKey = (refundId: string): string => `refund:${refundId}:settled`;

/** What the bill item is found by that asks for what was spent of a refund. */
export const shortfallSource = (refundId: string): string => `refund:${refundId}:shortfall`;

/** Posts a refund's money: from where it counted as earned, held or set aside, to where it goes. Before its record moves on. */
export async function postRefund(tx: Tx, refund: LockedRefund, now: Date): Promise<void> {
  const { amount, fee, billed, excess, currency } = refund;
  const posting = {
    key: postedKey(refund.id),
    kind: "refund" as const,
    reference: { type: "refunds", id: refund.id },
    note: refund.reason,
    at: now,
  };
  const paidOut =
    refund.provider === null
      ? { account: await cashAccount(tx, await walletFor(tx, refund, now)), amount: amount.minus(fee) }
      : {
          system: "clearing" as const,
          channel: refund.provider,
          amount: amount.minus(fee),
        };
  const kept = { system: "revenue" as const, amount: fee };
  const fitting = amount.minus(excess);
  // What was spent of it is owed from now on: a bill item asks for it (admin-prd 6). What was paid out beyond what was left is
  // a loss until somebody has looked into it.
  const owed = { system: "adjustments" as const, amount: billed.plus(excess).negated() };
  if (!billed.isZero)
    await tx.billItem.create({
      data: {
        id: newId(),
        organizationId: refund.organizationId,
        customerId: refund.customerId,
        kind: "adjustment",
        description: `${refund.number}: ${refund.reason}`.slice(0, 500),
        unitPrice: billed.amount,
        amount: billed.amount,
        currency,
        occurredAt: now,
        source: shortfallSource(refund.id),
        createdAt: now,
      },
      select: { id: true },
    });
  const nonZero = <L extends { amount: Money }>(lines: L[]) => lines.filter((line) => !line.amount.isZero);

  if (refund.topUpId) {
    const lines = nonZero([paidOut, kept, owed]);
    const fromWallet = fitting.minus(billed);
    if (refund.holdId && !fromWallet.isZero)
      await capture(tx, { ...posting, holdId: refund.holdId, amount: fromWallet, against: lines });
    else if (refund.holdId) await release(tx, refund.holdId, now);
    if (!refund.holdId || fromWallet.isZero)
      await post(tx, { ...posting, organizationId: refund.organizationId, lines });
  } else if (refund.orderId) {
    const { tax, total, refundedAmount } = await tx.order.findUniqueOrThrow({
      where: { id: refund.orderId },
      select: { tax: true, total: true, refundedAmount: true },
    });
    const within = taxWithin(
      fitting,
      Money.of(refundedAmount.toFixed(), currency),
      Money.of(tax.toFixed(), currency),
      Money.of(total.toFixed(), currency),
    );
    const lines = nonZero([
      { system: "revenue" as const, amount: fitting.minus(within).minus(billed).negated() },
      { system: "tax" as const, amount: within.negated() },
      owed,
      paidOut,
      kept,
    ]);
    await post(tx, { ...posting, organizationId: refund.organizationId, lines });
  } else {
    const lines = nonZero([
      { system: "suspense" as const, amount: fitting.minus(billed).negated() },
      owed,
      paidOut,
    ]);
    await post(tx, { ...posting, organizationId: refund.organizationId, lines });
  }
  if (refund.attemptId)
    await tx.paymentAttempt.update({
      where: { id: refund.attemptId },
      data: { refunded: { increment: amount.minus(fee).amount }, updatedAt: now },
      select: { id: true },
    });
}

async function walletFor(tx: Tx, refund: LockedRefund, now: Date): Promise<string> {
  const order = refund.orderId
    ? await tx.order.findUniqueOrThrow({ where: { id: refund.orderId }, select: { walletId: true } })
    : null;
  if (order?.walletId) return order.walletId;
  const { organizationId, customerId } = refund;
  return walletOf(tx, { organizationId, customerId }, refund.currency, now);
}
