import { Decimal } from "decimal.js";
import type { BillItemKind } from "@/lib/core/generated/prisma/enums";
import { Money } from "@/lib/core/money";

/** What a bill's items come to, by kind, exact. */
export type ItemSums = Partial<Record<BillItemKind, Money>>;

/** Per cent, as text or Decimal. */
export type Rates = { discountRate: string | Decimal; taxRate: string | Decimal };

export type BillTotals = {
  /** As printed: rounded half even to the minor unit, so that subtotal − discount + tax is the total. */
  subtotal: Money;
  discount: Money;
  tax: Money;
  /** Below zero where credits are more than the rest. */
  total: Money;
  /** Of the total, what was spent on credit before and still has to be paid back there. */
  onCredit: Money;
  /** What the bill earns and owes anew: for its posting. */
  revenue: Money;
  /** Adjustments, credits, and what rounding added or left out. */
  adjusted: Money;
  /** What is owed on receivable before credits are set off against what was spent on credit; below zero for credits. */
  receivable: Money;
  /** Credits set off against what was spent on credit. */
  offset: Money;
  /** What is left of credits and goes into the wallet. */
  paidOut: Money;
};

const least = (a: Money, b: Money): Money => (a.compare(b) < 0 ? a : b);

/**
 * Works out a bill (admin-prd 7: tax rate, discount, what is owed). Discount and tax are on what the bill itself charges, fees and
 * usage; orders were priced and taxed when they were placed, adjustments and credits are what they are.
 * @param sums exact, in the bill's currency; credits below zero.
 */
export function billTotals(sums: ItemSums, { discountRate, taxRate }: Rates, currency: string): BillTotals {
  const zero = Money.zero(currency);
  const of = (kind: BillItemKind) => sums[kind] ?? zero;
  const percent = (rate: string | Decimal) => new Decimal(rate).div(100);
  const charged = of("fee").plus(of("usage"));
  const other = of("adjustment").plus(of("credit"));
  const orders = of("order");

  const discount = charged.times(percent(discountRate)).roundedToMinorUnit();
  const tax = charged.minus(discount).times(percent(taxRate)).roundedToMinorUnit();
  const exact = orders.plus(charged).plus(other);
  const subtotal = exact.roundedToMinorUnit();
  const total = subtotal.minus(discount).plus(tax);

  const receivable = total.minus(orders);
  const surplus = receivable.isNegative ? receivable.negated() : zero;
  const offset = least(orders, surplus);
  return {
    subtotal,
    discount,
    tax,
    total,
    onCredit: orders.minus(offset),
    revenue: charged.minus(discount),
    adjusted: other.plus(subtotal.minus(exact)),
    receivable,
    offset,
    paidOut: surplus.minus(offset),
  };
}

/** A statement of what was deducted already: its items are all there is to it. */
export function statementTotals(sums: ItemSums, currency: string): BillTotals {
  const zero = Money.zero(currency);
  const exact = Object.values(sums).reduce((sum, amount) => sum.plus(amount), zero);
  const subtotal = exact.roundedToMinorUnit();
  const nothing = {
    onCredit: zero,
    revenue: zero,
    adjusted: zero,
    receivable: zero,
    offset: zero,
    paidOut: zero,
  };
  return { subtotal, discount: zero, tax: zero, total: subtotal, ...nothing };
}

/** How a payment of a bill is split: first what is owed anew, then what was spent on credit. */
export function splitPayment(
  bill: { total: Money; onCredit: Money; paid: Money },
  amount: Money,
): { receivable: Money; credit: Money } {
  const anew = bill.total.minus(bill.onCredit).minus(bill.paid);
  const receivable = anew.isNegative ? Money.zero(amount.currency) : least(anew, amount);
  return { receivable, credit: amount.minus(receivable) };
}
