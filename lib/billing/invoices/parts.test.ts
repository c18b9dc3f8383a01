import fc from "fast-check";
import { expect, it } from "vitest";
import { Money, minorUnitDigits } from "@/lib/core/money";
import { byRate, portionOf, printedLines, type TaxLine } from "./parts";

const usd = (amount: string) => Money.of(amount, "USD");
const line = (rate: string, amount: string, tax: string): TaxLine => ({
  rate,
  amount: usd(amount),
  tax: usd(tax),
});
const texts = (lines: readonly TaxLine[]) =>
  lines.map(({ rate, amount, tax }) => [rate, amount.amount.toFixed(), tax.amount.toFixed()]);

it("says of each rate what is taxed at it, the lowest first, however the rate is written", () => {
  const lines = [
    line("13", "113", "13"),
    line("6.0000", "53", "3"),
    line("0", "40", "0"),
    line("6", "106", "6"),
  ];
  expect(texts(byRate(lines))).toEqual([
    ["0", "40", "0"],
    ["6", "159", "9"],
    ["13", "113", "13"],
  ]);
});

it("prints whole minor units that come to the total: the largest rate bears the odd one", () => {
  const lines = [line("0", "10.004", "0"), line("6", "106.004", "6.000226"), line("13", "0.001", "0.0001")];
  expect(texts(printedLines(lines, usd("116.01")))).toEqual([
    ["0", "10", "0"],
    ["6", "106.01", "6"],
  ]);
  expect(texts(printedLines([], usd("5")))).toEqual([["0", "5", "0"]]);
});

const lines = fc.record({
  currency: fc.constantFrom("USD", "JPY", "KWD"),
  rates: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
  amounts: fc.array(fc.integer({ min: -200, max: 900_000 }), { minLength: 4, maxLength: 4 }),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
});

it("cut into parts, a bill's lines come to themselves, rate by rate, and each part to its amount", () => {
  fc.assert(
    fc.property(lines, ({ currency, rates, amounts, cuts }) => {
      const zero = Money.zero(currency);
      const whole = printedLines(
        rates.map((rate, index) => {
          const amount = Money.fromMinorUnits(BigInt(amounts[index]!), currency);
          const tax = amount.times(String(rate / (100 + rate))).roundedToMinorUnit();
          return { rate: String(rate), amount, tax };
        }),
        rates.reduce(
          (sum, _, index) => sum.plus(Money.fromMinorUnits(BigInt(amounts[index]!), currency)),
          zero,
        ),
      );
      const total = whole.reduce((sum, { amount }) => sum.plus(amount), zero);
      fc.pre(!total.isZero && !total.isNegative);
      const stops = [...cuts.map((cut) => total.times(String(cut)).roundedToMinorUnit()), total].sort(
        (a, b) => a.compare(b),
      );
      let before = zero;
      const parts: TaxLine[] = [];
      for (const stop of stops) {
        const amount = stop.minus(before);
        const part = portionOf(whole, before, amount);
        expect(part.reduce((sum, each) => sum.plus(each.amount), zero)).toEqual(amount);
        for (const { amount, tax } of part)
          for (const { amount: printed } of [amount, tax])
            expect(printed.decimalPlaces()).toBeLessThanOrEqual(minorUnitDigits(currency));
        parts.push(...part);
        before = stop;
      }
      const left = byRate(parts).filter(({ amount, tax }) => !(amount.isZero && tax.isZero));
      expect(texts(left)).toEqual(texts(byRate(whole)));
    }),
    { numRuns: 500 },
  );
});
