import { Decimal } from "decimal.js";
import { Money } from "@/lib/core/money";

/** What is taxed at one rate, in per cent, with the tax within the amount. */
export type TaxLine = { rate: string; amount: Money; tax: Money };

const zero = (currency: string) => Money.zero(currency);
const sumOf = (lines: readonly TaxLine[], currency: string): Money =>
  lines.reduce((sum, { amount }) => sum.plus(amount), zero(currency));

/** Lines of the same rate as one, the lowest rate first. */
export function byRate(lines: readonly TaxLine[]): TaxLine[] {
  const rates = new Map<string, TaxLine>();
  for (const { rate: said, amount, tax } of lines) {
    const rate = new Decimal(said).toString();
    const known = rates.get(rate);
    rates.set(
      rate,
      known ? { rate, amount: known.amount.plus(amount), tax: known.tax.plus(tax) } : { rate, amount, tax },
    );
  }
  return [...rates.values()].sort((one, other) => new Decimal(one.rate).comparedTo(other.rate));
}

/** Rounds lines to the minor unit so that they come to `total`: the largest one bears what that leaves over. */
function even(lines: readonly TaxLine[], total: Money): TaxLine[] {
  const rounded = lines.map(({ rate, amount, tax }) => ({
    rate,
    amount: amount.roundedToMinorUnit(),
    tax: tax.roundedToMinorUnit(),
  }));
  const size = ({ amount }: TaxLine) => amount.amount.abs();
  const bearer = rounded.reduce(
    (most, line, index) => (size(line).greaterThan(size(rounded[most]!)) ? index : most),
    0,
  );
  const odd = total.minus(sumOf(rounded, total.currency));
  return rounded.map((line, index) => (index === bearer ? { ...line, amount: line.amount.plus(odd) } : line));
}

/**
 * What a bill's lines are as printed: by rate, rounded half even to the minor unit, together exactly `total`.
 * @param lines exact, in the currency of `total`.
 */
export function printedLines(lines: readonly TaxLine[], total: Money): TaxLine[] {
  const merged = byRate(lines);
  const some =
    merged.length > 0 ? merged : [{ rate: "0", amount: zero(total.currency), tax: zero(total.currency) }];
  return even(some, total).filter(({ amount, tax }) => !(amount.isZero && tax.isZero));
}

/**
 * What an amount covers of a bill's lines, after `before` of them was covered: in proportion, and so that all parts of a whole
 * bill together are exactly its lines.
 */
export function portionOf(lines: readonly TaxLine[], before: Money, amount: Money): TaxLine[] {
  const whole = sumOf(lines, amount.currency);
  const until = (sum: Money): TaxLine[] => {
    const part = sum.amount.div(whole.amount).toDecimalPlaces(30);
    return even(
      lines.map((line) => ({ ...line, amount: line.amount.times(part), tax: line.tax.times(part) })),
      sum,
    );
  };
  const [from, to] = [until(before), until(before.plus(amount))];
  return to
    .map((line, index) => ({
      rate: line.rate,
      amount: line.amount.minus(from[index]!.amount),
      tax: line.tax.minus(from[index]!.tax),
    }))
    .filter((line) => !(line.amount.isZero && line.tax.isZero));
}
