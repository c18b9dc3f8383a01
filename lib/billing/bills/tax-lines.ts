import type { BillTotals } from "@/lib/billing/bills/totals";
import { printedLines, type TaxLine } from "@/lib/billing/invoices/parts";
import type { Tx } from "@/lib/core/db";
import type { BillKind } from "@/lib/core/generated/prisma/enums";
import { Money } from "@/lib/core/money";

type Rated = { id: string; kind: BillKind; currency: string; taxRate: { toFixed(): string } };

/**
 * What a bill can be invoiced about, by tax rate: orders and refunds at the rates they were priced with, fees and usage at the
 * bill's own, everything else untaxed. What vouchers paid was no sale to the buyer and is left out; what is given back here of an
 * earlier bill, after a dispute, lessens what can be invoiced of that one.
 * @param totals what the bill comes to.
 * @returns none where nothing is left to invoice.
 */
export async function taxLinesOf(tx: Tx, bill: Rated, totals: BillTotals): Promise<TaxLine[]> {
  const { currency } = bill;
  const rows = await tx.$queryRaw<{ rate: string; amount: string; tax: string; vouchers: string }[]>`
    with item as (
      select item.id, item.amount - item.voucher_amount as amount, item.voucher_amount,
        case when kind = 'order' and source like 'order:%' then split_part(source, ':', 2)::uuid
             when kind = 'credit' and source like 'refund:%:returned'
               then (select order_id from refund where refund.id = split_part(source, ':', 2)::uuid) end as order_id
      from bill_item as item
      where bill_id = ${bill.id}::uuid and kind in ('order', 'adjustment', 'credit') and source not like 'dispute:%'
    ), rated as (
      select coalesce(part.rate, 0) as rate, item.amount * coalesce(part.share, 1) as amount
      from item left join lateral (
        select tax_rate as rate, sum(order_item.amount) / sum(sum(order_item.amount)) over () as share
        from order_item where order_item.order_id = item.order_id and order_item.amount > 0 group by tax_rate
      ) as part on true
    )
    select rate::text, round(sum(amount), 9)::text as amount, round(sum(amount) * rate / (100 + rate), 9)::text as tax,
      (select coalesce(sum(voucher_amount), 0) from item)::text as vouchers
    from rated group by rate`;
  const of = (amount: string) => Money.of(amount, currency);
  const bought = rows.map(({ rate, amount, tax }) => ({ rate, amount: of(amount), tax: of(tax) }));
  const charged = {
    rate: bill.taxRate.toFixed(),
    amount: totals.revenue.plus(totals.tax),
    tax: totals.tax,
  };
  const vouchers = of(rows[0]?.vouchers ?? "0").roundedToMinorUnit();
  const returned = await tx.billItem.aggregate({
    where: { billId: bill.id, source: { startsWith: "dispute:" } },
    _sum: { amount: true },
  });
  const total = totals.total.minus(vouchers).minus(of(returned._sum.amount?.toFixed() ?? "0"));
  return total.isZero || total.isNegative ? [] : printedLines([...bought, charged], total);
}

/** Writes down what a bill holds by tax rate, as it is issued. */
export async function keepTaxLines(tx: Tx, billId: string, lines: readonly TaxLine[]): Promise<void> {
  await tx.billTax.createMany({
    data: lines.map(({ rate, amount, tax }) => ({
      billId,
      taxRate: rate,
      amount: amount.amount,
      tax: tax.amount,
    })),
  });
}
