import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feeOf, requireRefundable, shortfallOf, taxWithin } from "@/lib/commerce/refunds/rules";
import { Money } from "@/lib/core/money";

const usd = (amount: string) => Money.of(amount, "USD");
const reasonOf = (act: () => unknown) => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
};

describe("what may be refunded", () => {
  it.each([
    [usd("50.01"), "commerce.more_than_left"],
    [usd("9.99"), "commerce.below_refund_minimum"],
    [usd("0"), "billing.amount_not_positive"],
    [usd("-20"), "billing.amount_not_positive"],
    [usd("20.001"), "commerce.finer_than_minor_unit"],
    [Money.of("20", "EUR"), "billing.currency_mismatch"],
    [usd("50"), null],
    [usd("10"), null],
  ])("%o of 50 left, at least 10: %s", (amount, reason) => {
    expect(reasonOf(() => requireRefundable(amount, usd("50"), usd("10")))).toBe(reason);
  });

  it("what was spent is refused, or billed when that is wanted", () => {
    expect(reasonOf(() => shortfallOf(usd("20"), usd("5"), false))).toBe("commerce.already_spent");
    expect(shortfallOf(usd("20"), usd("5"), true)).toEqual(usd("15"));
    expect(shortfallOf(usd("20"), usd("-5"), true)).toEqual(usd("20"));
    expect(shortfallOf(usd("20"), usd("20"), false).isZero).toBe(true);
  });
});

it("however an order's refunds are cut, they return exactly its tax", () => {
  const cents = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 900 }),
      (parts, tax) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const taxed = Money.fromMinorUnits(BigInt(Math.min(tax, total)), "USD");
        const whole = Money.fromMinorUnits(BigInt(total), "USD");
        let [before, returned] = [usd("0"), usd("0")];
        for (const part of parts) {
          const amount = Money.fromMinorUnits(BigInt(part), "USD");
          returned = returned.plus(taxWithin(amount, before, taxed, whole));
          before = before.plus(amount);
        }
        expect(returned.compare(taxed)).toBe(0);
      },
    ),
  );
});

it("a fee is rounded to the minor unit", () => {
  expect(feeOf(usd("33.33"), 2.5)).toEqual(usd("0.83"));
  expect(feeOf(usd("20"), 0).isZero).toBe(true);
});
