import type { Line } from "@/lib/billing/ledger/post";
import type { Money } from "@/lib/core/money";

/**
 * The tax contained in an amount, to nine decimals.
 * @param rate in per cent: "19" of 119 is 19.
 */
export function taxContained(amount: Money, rate: string): Money {
  const percent = amount.amount.times(0).plus(rate);
  return amount.times(percent.div(percent.plus(100)));
}

/** What of the tax belongs to a part of the total, to nine decimals. */
export const taxOfPart = (tax: Money, part: Money, total: Money): Money =>
  tax.times(part.amount.div(total.amount));

/** Where money that pays for an order goes: revenue, and the tax within it. */
export const earned = (amount: Money, tax: Money): Line[] =>
  [
    { system: "revenue" as const, amount: amount.minus(tax) },
    { system: "tax" as const, amount: tax },
  ].filter((line) => !line.amount.isZero);
