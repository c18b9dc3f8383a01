import { creditedOf } from "@/lib/billing/disputes/credited";
import type { TaxLine } from "@/lib/billing/invoices/parts";
import type { Tx } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/**
 * What invoices may be about of an issued bill: its lines by tax rate, how much of them is invoiced, and how much is left. What was
 * paid with vouchers is left out, and what was credited after a dispute, also where the next bill gives it back.
 * @returns `left` in minor units; below zero where more is invoiced than is due by now.
 */
export async function invoiceableOf(
  tx: Pick<Tx, "billTax" | "$queryRaw">,
  billId: string,
  currency: string,
): Promise<{ lines: TaxLine[]; before: Money; left: Money }> {
  const of = (amount: { toFixed(): string }) => Money.of(amount.toFixed(), currency);
  const rows = await tx.billTax.findMany({
    where: { billId },
    orderBy: { taxRate: "asc" },
    select: { taxRate: true, amount: true, tax: true },
  });
  const lines = rows.map(({ taxRate, amount, tax }) => ({
    rate: taxRate.toFixed(),
    amount: of(amount),
    tax: of(tax),
  }));
  const [sums] = await tx.$queryRaw<[{ before: string; vouchers: string }]>`
    select coalesce((select sum(part.amount) from invoice_bill as part
             join invoice on invoice.id = part.invoice_id and invoice.state <> 'void'
             where part.bill_id = ${billId}::uuid), 0)::text as before,
           coalesce((select sum(voucher_amount) from bill_payment
             where bill_id = ${billId}::uuid and returned_at is null), 0)::text as vouchers`;
  const before = Money.of(sums.before, currency);
  const less = Money.of(sums.vouchers, currency).plus(await creditedOf(tx, billId, currency));
  const whole = lines.reduce((sum, { amount }) => sum.plus(amount), Money.zero(currency));
  const left = whole.minus(less.roundedToMinorUnit()).minus(before);
  return { lines, before, left };
}
