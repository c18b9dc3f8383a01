import { expect, it } from "vitest";
import { Money } from "@/lib/core/money";
import { byRate, invoiceParts } from "./parts";

const usd = (amount: string) => Money.of(amount, "USD");
const bill = (total: string, tax: string, taxRate: string) => ({ total, tax, taxRate });
const text = (money: Money) => money.amount.toFixed();

it("says of each line what is tax, and of each rate", () => {
  const parts = invoiceParts(
    [
      { amount: "106", bill: bill("106", "6", "6") },
      { amount: "53", bill: bill("106", "6", "6") },
      { amount: "40", bill: bill("40", "0", "0") },
    ],
    usd("9"),
  );
  expect(parts.map(({ net, tax, amount }) => [net, tax, amount].map(text))).toEqual([
    ["100", "6", "106"],
    ["50", "3", "53"],
    ["40", "0", "40"],
  ]);
  expect(byRate(parts).map(({ rate, net, tax }) => [rate, text(net), text(tax)])).toEqual([
    ["0", "40", "0"],
    ["6", "150", "9"],
  ]);
});

it("agrees with the invoice to the cent, on a line that is taxed", () => {
  const parts = invoiceParts(
    [
      { amount: "33.33", bill: bill("106", "6", "6") },
      { amount: "10", bill: bill("10", "0", "0") },
    ],
    usd("1.88"),
  );
  expect(parts.map(({ tax }) => text(tax))).toEqual(["1.88", "0"]);
  expect(parts.map(({ net }) => text(net))).toEqual(["31.45", "10"]);
});
