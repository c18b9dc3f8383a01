import type { LockedRule } from "@/lib/billing/auto-recharges/locked-row";
import { isExpired, type StopReason } from "@/lib/billing/auto-recharges/rules";
import type { Tx } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/** Whether the wallet's free cash is below the rule's threshold. */
export async function isShort(tx: Tx, rule: LockedRule): Promise<boolean> {
  const cash = await tx.ledgerAccount.findFirstOrThrow({
    where: { walletId: rule.walletId, kind: "wallet_cash" },
    select: { balance: true, held: true },
  });
  return Money.of(cash.balance.minus(cash.held).toFixed(), rule.currency).compare(rule.threshold) < 0;
}

/** Whether the rule's last charge may still bring money: then nothing else is charged. */
export async function isUnderWay(tx: Tx, rule: LockedRule): Promise<boolean> {
  if (!rule.lastTopUpId) return false;
  const last = await tx.topUp.findUnique({
    where: { id: rule.lastTopUpId },
    select: { state: true, paidAt: true, creditedAt: true },
  });
  if (!last) return false;
  // Locked: nobody knows yet whether its money comes or stays.
  return (
    last.state === "pending" || last.state === "in_review" || (last.state === "locked" && !last.creditedAt)
  );
}

/** Why the rule cannot charge now, whatever the balance; null when it can. */
export async function obstacle(tx: Tx, rule: LockedRule, now: Date): Promise<StopReason | null> {
  const { paymentMethod, wallet } = rule;
  if (wallet.state === "frozen") return "wallet_frozen";
  if (wallet.customer?.state === "suspended") return "customer_suspended";
  if (wallet.organization.state === "suspended") return "organization_suspended";
  if (paymentMethod.state === "detached") return "method_detached";
  if (paymentMethod.state === "expired" || isExpired(paymentMethod, now)) return "card_expired";
  if (rule.monthlyLimit === null) return null;
  const charged = await chargedThisMonth(tx, rule, now);
  return charged.plus(rule.amount).compare(rule.monthlyLimit) > 0 ? "monthly_limit" : null;
}

/** What rules have charged for the wallet since the month began where its organization is, and may still bring. */
async function chargedThisMonth(tx: Tx, rule: LockedRule, now: Date): Promise<Money> {
  const [row] = await tx.$queryRaw<[{ sum: string }]>`
    select coalesce(sum(amount), 0)::text as sum from top_up
    where wallet_id = ${rule.walletId}::uuid and automatic and state not in ('failed', 'closed')
      and created_at >= date_trunc('month', ${now}::timestamptz, ${rule.wallet.organization.timeZone})`;
  return Money.of(row.sum, rule.currency);
}
