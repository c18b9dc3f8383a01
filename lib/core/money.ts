import { Decimal } from "decimal.js";
import { z } from "zod";

// Twice the digits of numeric(24, 9), so that a product of two amounts is still exact.
const Exact = Decimal.clone({ precision: 48, rounding: Decimal.ROUND_HALF_EVEN });

/** An exact amount in a currency. The amount may have up to nine decimals; it is never a float. */
export class Money {
  private constructor(
    readonly amount: Decimal,
    /** ISO 4217. */
    readonly currency: string,
  ) {}

  /**
   * @param amount decimal text or Decimal, at most 15 digits before and 9 after the point.
   * @param currency ISO 4217 code, three capital letters.
   * @throws RangeError when either is malformed.
   */
  static of(amount: string | Decimal, currency: string): Money {
    const exact = new Exact(amount);
    if (!exact.isFinite() || exact.decimalPlaces() > 9 || exact.abs().gte("1e15"))
      throw new RangeError(`not an amount: ${amount}`);
    if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`not a currency: ${currency}`);
    return new Money(exact, currency);
  }

  static zero(currency: string): Money {
    return Money.of("0", currency);
  }

  plus(other: Money): Money {
    return Money.of(this.amount.plus(this.same(other).amount), this.currency);
  }

  minus(other: Money): Money {
    return Money.of(this.amount.minus(this.same(other).amount), this.currency);
  }

  negated(): Money {
    return Money.of(this.amount.negated(), this.currency);
  }

  /** Times a plain factor (a rate, a quantity), rounded half even to nine decimals. */
  times(factor: string | Decimal): Money {
    return Money.of(this.amount.times(factor).toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN), this.currency);
  }

  /** -1, 0 or 1. */
  compare(other: Money): number {
    return this.amount.comparedTo(this.same(other).amount);
  }

  get isZero(): boolean {
    return this.amount.isZero();
  }

  get isNegative(): boolean {
    return this.amount.isNegative() && !this.amount.isZero();
  }

  /** Rounded half even to the currency's minor unit: where money meets a payment provider or a printed bill. */
  roundedToMinorUnit(): Money {
    return Money.of(
      this.amount.toDecimalPlaces(minorUnitDigits(this.currency), Decimal.ROUND_HALF_EVEN),
      this.currency,
    );
  }

  /** The amount in minor units (cents), as payment providers count. Rounds half even. */
  toMinorUnits(): bigint {
    const scaled = this.roundedToMinorUnit().amount.times(new Exact(10).pow(minorUnitDigits(this.currency)));
    return BigInt(scaled.toFixed(0));
  }

  static fromMinorUnits(units: bigint, currency: string): Money {
    return Money.of(new Exact(units.toString()).div(new Exact(10).pow(minorUnitDigits(currency))), currency);
  }

  /** `{ amount, currency }`, the form on the wire. */
  toJSON(): { amount: string; currency: string } {
    return { amount: this.amount.toFixed(), currency: this.currency };
  }

  private same(other: Money): Money {
    if (other.currency !== this.currency)
      throw new RangeError(`cannot mix ${this.currency} and ${other.currency}`);
    return other;
  }
}

/** How many decimals a currency's minor unit has: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorUnitDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

const known = new Set(Intl.supportedValuesOf("currency"));

/** An ISO 4217 code in a command's input. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: "core.validation.currency" })
  .refine((code) => known.has(code), { error: "core.validation.currency" });

/** Money in a command's input: `{ amount: "12.34", currency: "USD" }`. Positive unless said otherwise by the command. */
export const money = z.strictObject({
  amount: z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/, { error: "core.validation.decimal" }),
  currency,
});
