import { isExpired } from "@/lib/billing/auto-recharges/rules";
import { type AmountList, requireTopUpAmount } from "@/lib/billing/top-ups/rules";
import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { Money, money } from "@/lib/core/money";

/** What a rule says. */
export const ruleFields = {
  paymentMethodId: id,
  /** Below this the wallet is filled. */
  threshold: money,
  /** What is charged then. */
  amount: money,
  /** At most this much in a calendar month of the organization. */
  monthlyLimit: money.nullable(),
};

type MoneyInput = { amount: string; currency: string };
export type RuleAmounts = { threshold: Money; amount: Money; monthlyLimit: Money | null };

/**
 * The amounts of a rule, checked against each other, its wallet's currency and the limits of top-ups.
 * @throws rule_violation.
 */
export function ruleAmounts(
  given: { threshold: MoneyInput; amount: MoneyInput; monthlyLimit: MoneyInput | null },
  currency: string,
  limits: { topUpMinimums: AmountList; topUpMaximums: AmountList },
): RuleAmounts {
  const moneyOf = (value: MoneyInput): Money => {
    if (value.currency !== currency) throw refused("billing.currency_mismatch");
    return Money.of(value.amount, currency);
  };
  const threshold = moneyOf(given.threshold);
  const amount = moneyOf(given.amount);
  const monthlyLimit = given.monthlyLimit ? moneyOf(given.monthlyLimit) : null;
  if (threshold.isNegative) throw refused("billing.amount_not_positive");
  requireTopUpAmount(amount, limits);
  if (monthlyLimit && monthlyLimit.compare(amount) < 0) throw refused("billing.monthly_limit_below_amount");
  return { threshold, amount, monthlyLimit };
}

/**
 * Whether the wallet's owner keeps this method and it can be charged.
 * @throws not_found when it is somebody else's; rule_violation when it has expired or was removed.
 */
export async function requireMethod(
  tx: Tx,
  paymentMethodId: string,
  owner: { organizationId: string; customerId: string | null },
  now: Date,
): Promise<void> {
  const method = await tx.paymentMethod.findFirst({
    where: { id: paymentMethodId, organizationId: owner.organizationId, customerId: owner.customerId },
    select: { state: true, expiryMonth: true, expiryYear: true },
  });
  if (!method) throw notFound();
  if (method.state !== "active" || isExpired(method, now)) throw refused("billing.method_not_usable");
}
