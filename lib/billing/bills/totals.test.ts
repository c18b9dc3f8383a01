import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueLines } from "@/lib/billing/bills/postings";
import { billTotals, splitPayment, statementTotals } from "@/lib/billing/bills/totals";
import { Money, minorUnitDigits } from "@/lib/core/money";

const accounts = { cash: "cash", credit: "credit" };
const usd = (amount: string) => Money.of(amount, "USD");

/** Nine decimals, as usage has them. */
const exact = (from: number, to: number) =>
  fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(9, "0")}`);
const rate = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, "0")}`);

const billed = fc.record({
  currency: fc.constantFrom("USD", "JPY", "KWD"),
  order: exact(0, 5000),
  fee: exact(0, 5000),
  usage: exact(0, 5000),
  adjustment: fc
    .tuple(fc.boolean(), exact(0, 3000))
    .map(([minus, amount]) => (minus ? `-${amount}` : amount)),
  credit: exact(0, 20_000).map((amount) => `-${amount}`),
  discountRate: rate,
  taxRate: rate,
});

describe("totals of a bill", () => {
  test("add up as printed, post to zero, and are owed in full", () => {
    fc.assert(
      fc.property(billed, ({ currency, discountRate, taxRate, ...texts }) => {
        const sums = Object.fromEntries(
          Object.entries(texts).map(([kind, amount]) => [kind, Money.of(amount, currency)]),
        ) as Record<keyof typeof texts, Money>;
        const totals = billTotals(sums, { discountRate, taxRate }, currency);
        const { subtotal, discount, tax, total, onCredit, receivable, offset, paidOut } = totals;
        for (const printed of [subtotal, discount, tax, total])
          expect(printed.amount.decimalPlaces()).toBeLessThanOrEqual(minorUnitDigits(currency));
        expect(subtotal.minus(discount).plus(tax)).toEqual(total);
        // Rounding is at most half a minor unit away from what the items come to.
        const all = Object.values(sums).reduce((sum, amount) => sum.plus(amount), Money.zero(currency));
        const half = Money.fromMinorUnits(1n, currency).amount.div(2);
        expect(subtotal.minus(all).amount.abs().lessThanOrEqualTo(half)).toBe(true);
        const lines = issueLines(totals, accounts);
        expect(lines.reduce((sum, line) => sum.plus(line.amount), Money.zero(currency)).isZero).toBe(true);
        // What is left on receivable after issue, and what was spent on credit, is what the bill asks for.
        const zero = Money.zero(currency);
        const owedAnew = receivable.plus(offset).plus(paidOut);
        expect(owedAnew.isNegative).toBe(false);
        expect(onCredit.isNegative).toBe(false);
        expect(owedAnew.plus(onCredit)).toEqual(total.isNegative ? zero : total);
        if (total.isNegative) expect(paidOut).toEqual(total.negated());
      }),
      { numRuns: 2000 },
    );
  });

  test("discount and tax are on what the bill charges, not on orders, adjustments and credits", () => {
    const sums = { order: usd("119"), fee: usd("200"), credit: usd("-30"), adjustment: usd("10") };
    const totals = billTotals(sums, { discountRate: "10", taxRate: "6" }, "USD");
    expect(
      [totals.subtotal, totals.discount, totals.tax, totals.total].map((sum) => sum.amount.toFixed()),
    ).toEqual(["299", "20", "10.8", "289.8"]);
  });

  test("halves are rounded to even", () => {
    const of = (fee: string) =>
      billTotals({ fee: usd(fee) }, { discountRate: "0", taxRate: "0" }, "USD").total;
    expect(of("0.125").amount.toFixed()).toBe("0.12");
    expect(of("0.135").amount.toFixed()).toBe("0.14");
    expect(of("0.125000001").amount.toFixed()).toBe("0.13");
  });

  test("a statement is the sum of its lines and owes nothing", () => {
    const totals = statementTotals({ order: usd("12.005"), credit: usd("-2") }, "USD");
    expect(totals.total).toEqual(usd("10"));
    expect(issueLines(totals, accounts)).toEqual([]);
  });

  test("payments in any parts pay what is owed anew first, then credit, and exactly all of it", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 1_000_000n }),
        fc.integer({ min: 0, max: 100 }),
        fc.array(fc.bigInt({ min: 1n, max: 400_000n }), { maxLength: 20 }),
        (cents, share, parts) => {
          const total = Money.fromMinorUnits(cents, "USD");
          const onCredit = total.times(String(share / 100));
          let paid = usd("0");
          let [anew, credit] = [usd("0"), usd("0")];
          for (const part of [...parts, cents]) {
            const due = total.minus(paid);
            if (due.isZero) break;
            const wish = Money.fromMinorUnits(part, "USD");
            const amount = wish.compare(due) < 0 ? wish : due;
            const split = splitPayment({ total, onCredit, paid }, amount);
            expect(split.receivable.plus(split.credit)).toEqual(amount);
            expect(split.receivable.isNegative || split.credit.isNegative).toBe(false);
            anew = anew.plus(split.receivable);
            credit = credit.plus(split.credit);
            paid = paid.plus(amount);
          }
          expect(anew).toEqual(total.minus(onCredit));
          expect(credit).toEqual(onCredit);
        },
      ),
      { numRuns: 500 },
    );
  });
});
