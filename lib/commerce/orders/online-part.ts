import { refused } from "@/lib/core/errors";
import { type Money, minorUnitDigits } from "@/lib/core/money";

/** @throws rule_violation for what no provider and no bank can take: parts of a minor unit. */
export function requirePayable(amount: Money): void {
  if (amount.amount.decimalPlaces() > minorUnitDigits(amount.currency))
    throw refused("commerce.finer_than_minor_unit", { currency: amount.currency });
}
