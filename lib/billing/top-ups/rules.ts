import { refused } from "@/lib/core/errors";
import { Money, minorUnitDigits } from "@/lib/core/money";

/** Amounts of settings, one a currency: "10 USD". */
export type AmountList = readonly string[];

/** What a list says for a currency, or null when it names none. */
export function amountIn(list: AmountList, currency: string): Money | null {
  const found = list.map((text) => text.split(" ")).find(([, code]) => code === currency);
  return found?.[0] ? Money.of(found[0], currency) : null;
}

/**
 * Whether an amount can be topped up: positive, no smaller than its currency's smallest coin, within the limits
 * (connectivity 5.4, 5.6).
 * @throws rule_violation saying which.
 */
export function requireTopUpAmount(
  amount: Money,
  limits: { topUpMinimums: AmountList; topUpMaximums: AmountList },
): void {
  const { currency } = amount;
  if (amount.isNegative || amount.isZero) throw refused("billing.amount_not_positive");
  const digits = minorUnitDigits(currency);
  if (amount.amount.decimalPlaces() > digits)
    throw refused("billing.too_many_decimals", { currency, digits });
  const least = amountIn(limits.topUpMinimums, currency);
  if (least && amount.compare(least) < 0)
    throw refused("billing.top_up_too_small", { minimum: `${least.amount.toFixed()} ${currency}` });
  const most = amountIn(limits.topUpMaximums, currency);
  if (most && amount.compare(most) > 0)
    throw refused("billing.top_up_too_large", { maximum: `${most.amount.toFixed()} ${currency}` });
}

/** Whether somebody looks at money of this amount before it is credited (admin-prd 6). */
export function needsReview(amount: Money, reviewFrom: AmountList): boolean {
  const least = amountIn(reviewFrom, amount.currency);
  return least !== null && amount.compare(least) >= 0;
}
