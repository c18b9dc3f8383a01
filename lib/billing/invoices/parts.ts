import { Money } from "@/lib/core/money";

/** What an invoice covers of a bill. Amounts and `taxRate` (per cent) are decimal strings. */
export type InvoicedBill = { amount: string; bill: { tax: string; total: string; taxRate: string } };

export type InvoicePart = { net: Money; rate: string; tax: Money; amount: Money };

/**
 * How much of each line of an invoice is tax: in proportion to what its bill was taxed, and to the cent what the invoice says,
 * because earlier invoices of the same bill may have taken the odd one.
 * @param tax what the whole invoice says.
 */
export function invoiceParts(bills: readonly InvoicedBill[], tax: Money): InvoicePart[] {
  const { currency } = tax;
  const shares = bills.map(({ amount, bill }) => {
    const total = Money.of(bill.total, currency);
    return total.isZero
      ? Money.zero(currency)
      : Money.of(bill.tax, currency)
          .times(Money.of(amount, currency).amount.div(total.amount).toDecimalPlaces(30))
          .roundedToMinorUnit();
  });
  const odd = shares.reduce((left, share) => left.minus(share), tax);
  // The odd cent belongs to a line that is taxed at all.
  const taxed = shares.findLastIndex((share) => !share.isZero);
  const bearer = taxed < 0 ? shares.length - 1 : taxed;
  return bills.map(({ amount: of, bill: { taxRate } }, index) => {
    const amount = Money.of(of, currency);
    const share = shares[index]!;
    const own = index === bearer ? share.plus(odd) : share;
    return { net: amount.minus(own), rate: taxRate, tax: own, amount };
  });
}

/** What is taxed at each rate, the lowest first. */
export function byRate(parts: readonly InvoicePart[]): { rate: string; net: Money; tax: Money }[] {
  const rates = new Map<string, { rate: string; net: Money; tax: Money }>();
  for (const { rate, net, tax } of parts) {
    const known = rates.get(rate);
    rates.set(
      rate,
      known ? { rate, net: known.net.plus(net), tax: known.tax.plus(tax) } : { rate, net, tax },
    );
  }
  return [...rates.values()].sort((one, other) => Number(one.rate) - Number(other.rate));
}
