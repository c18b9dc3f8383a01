import { Decimal } from "decimal.js";
import { Money } from "@/lib/core/money";

// Stripe counts in these units, which are not everywhere ISO 4217's (docs.stripe.com/currencies#zero-decimal).
const zeroDecimals = new Set([..."BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" ")]);
const threeDecimals = new Set("BHD JOD KWD OMR TND".split(" "));

const digitsOf = (currency: string): number =>
  zeroDecimals.has(currency) ? 0 : threeDecimals.has(currency) ? 3 : 2;

/** Whether Stripe can count the amount without rounding it. */
export function countable({ amount, currency }: Money): boolean {
  // Of three decimals the last one must be zero.
  const digits = threeDecimals.has(currency) ? 2 : digitsOf(currency);
  return amount.greaterThan(0) && amount.decimalPlaces() <= digits;
}

/** An amount as Stripe counts it. @throws RangeError when it would have to be rounded. */
export function toStripe(money: Money): number {
  if (!countable(money)) throw new RangeError(`Stripe cannot count ${money.amount} ${money.currency}`);
  return money.amount.times(new Decimal(10).pow(digitsOf(money.currency))).toNumber();
}

/** Stripe's count as `{ amount, currency }`. @param currency as Stripe writes it: "usd". */
export function fromStripe(units: number, currency: string): { amount: string; currency: string } {
  const code = currency.toUpperCase();
  return Money.of(new Decimal(units).div(new Decimal(10).pow(digitsOf(code))), code).toJSON();
}
