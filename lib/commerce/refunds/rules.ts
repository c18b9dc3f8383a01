import { refused } from "@/lib/core/errors";
import { Money, minorUnitDigits } from "@/lib/core/money";

/**
 * Checks an amount asked for against what may be given back (admin-prd 6: only what is left, at least the minimum).
 * @param left what was paid in money and not refunded yet.
 * @param minimum the smallest refund in that currency; null where there is none.
 * @throws rule_violation: another currency, not positive, finer than the minor unit, more than is left, below the minimum.
 */
export function requireRefundable(amount: Money, left: Money, minimum: Money | null): void {
  if (amount.currency !== left.currency) throw refused("billing.currency_mismatch");
  if (amount.isZero || amount.isNegative) throw refused("billing.amount_not_positive");
  if (amount.amount.decimalPlaces() > minorUnitDigits(amount.currency))
    throw refused("commerce.finer_than_minor_unit", { currency: amount.currency });
  if (amount.compare(left) > 0) throw refused("commerce.more_than_left", { left: inWords(left) });
  if (minimum && amount.compare(minimum) < 0)
    throw refused("commerce.below_refund_minimum", { minimum: inWords(minimum) });
}

/**
 * What of a refund was already spent and is billed instead of refused.
 * @param unspent what the buyer still has of it.
 * @param allowed whether to bill it at all.
 * @throws rule_violation when something was spent and is not to be billed (admin-prd 6: reclaim first, or bill it).
 */
export function shortfallOf(amount: Money, unspent: Money, allowed: boolean): Money {
  const missing = amount.minus(unspent.isNegative ? Money.zero(unspent.currency) : unspent);
  if (missing.isNegative || missing.isZero) return Money.zero(amount.currency);
  if (!allowed) throw refused("commerce.already_spent", { unspent: inWords(unspent) });
  return missing;
}

/**
 * The tax within a refund: in proportion, and so that the refunds of a whole order return exactly its tax.
 * @param tax contained in `total`.
 * @param before refunded earlier.
 */
export function taxWithin(amount: Money, before: Money, tax: Money, total: Money): Money {
  if (total.isZero) return Money.zero(total.currency);
  const until = (sum: Money) => tax.times(sum.amount.div(total.amount).toDecimalPlaces(30));
  return until(before.plus(amount)).minus(until(before));
}

/** The part of an amount kept as a fee. @param percent of the amount. Rounded to the minor unit. */
export const feeOf = (amount: Money, percent: number): Money =>
  amount.times(String(percent / 100)).roundedToMinorUnit();

const inWords = (money: Money): string => `${money.amount.toFixed()} ${money.currency}`;
