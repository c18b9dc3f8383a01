import { expect, it } from "vitest";
import { countable, fromStripe, toStripe } from "@/lib/commerce/providers/stripe/amounts";
import { Money } from "@/lib/core/money";

it.each([
  ["12.34", "USD", 1234],
  ["0.1", "USD", 10],
  ["500", "JPY", 500],
  ["1.23", "KWD", 1230],
  // Whole for ISO 4217, and cents for Stripe.
  ["7", "ISK", 700],
  ["999999999.99", "USD", 99999999999],
])("counts %s %s as %i and back", (amount, currency, units) => {
  expect(toStripe(Money.of(amount, currency))).toBe(units);
  const back = fromStripe(units, currency.toLowerCase());
  expect(Money.of(back.amount, back.currency).compare(Money.of(amount, currency))).toBe(0);
});

it.each([
  ["0", "USD"],
  ["-1", "USD"],
  ["1.001", "USD"],
  ["0.5", "JPY"],
  ["1.234", "KWD"],
])("rounds nothing: %s %s", (amount, currency) => {
  expect(countable(Money.of(amount, currency))).toBe(false);
  expect(() => toStripe(Money.of(amount, currency))).toThrow(RangeError);
});
