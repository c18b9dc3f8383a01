import { refused } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

/**
 * An amount of a command's input that must move something.
 * @throws rule_violation when it is zero or negative.
 */
export function positive({ amount, currency }: { amount: string; currency: string }): Money {
  const given = Money.of(amount, currency);
  if (given.isZero || given.isNegative) throw refused("billing.amount_not_positive");
  return given;
}
