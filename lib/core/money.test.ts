import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money, minorUnitDigits, money } from "@/lib/core/money";

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(9, "0")}`);

describe("Money", () => {
  it("adds and takes away without losing a digit", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [left, right] = [Money.of(a, "USD"), Money.of(b, "USD")];
        expect(left.plus(right).minus(right).compare(left)).toBe(0);
        expect(left.plus(right).compare(right.plus(left))).toBe(0);
      }),
    );
  });

  it("rounds half even to the minor unit, and only when asked", () => {
    expect(Money.of("0.125", "USD").roundedToMinorUnit().toJSON().amount).toBe("0.12");
    expect(Money.of("0.135", "USD").roundedToMinorUnit().toJSON().amount).toBe("0.14");
    expect(Money.of("2.5", "JPY").roundedToMinorUnit().toJSON().amount).toBe("2");
    expect(Money.of("0.125", "USD").toJSON().amount).toBe("0.125");
  });

  it("counts minor units as payment providers do, there and back", () => {
    expect(Money.of("12.34", "USD").toMinorUnits()).toBe(1234n);
    expect(Money.of("-12", "JPY").toMinorUnits()).toBe(-12n);
    expect(Money.of("1.234", "KWD").toMinorUnits()).toBe(1234n);
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (units) => {
        expect(Money.fromMinorUnits(units, "EUR").toMinorUnits()).toBe(units);
      }),
    );
    expect(minorUnitDigits("JPY")).toBe(0);
  });

  it("refuses to mix currencies, ten decimals and what is no amount", () => {
    expect(() => Money.of("1", "USD").plus(Money.of("1", "EUR"))).toThrow(RangeError);
    expect(() => Money.of("0.1234567891", "USD")).toThrow(RangeError);
    expect(() => Money.of("NaN", "USD")).toThrow();
    expect(money.safeParse({ amount: "1.0000000001", currency: "USD" }).success).toBe(false);
    expect(money.safeParse({ amount: "1e3", currency: "USD" }).success).toBe(false);
    expect(money.safeParse({ amount: "1", currency: "XYZ" }).success).toBe(false);
    expect(money.safeParse({ amount: "-1.5", currency: "USD" }).success).toBe(true);
  });
});
