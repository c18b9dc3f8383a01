import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { BillRecord } from "@/lib/billing/bills/read";
import { formatMoney } from "@/lib/core/i18n/format";
import { Facts } from "../facts";
import type { Reader } from "../reader";

/** What a bill comes to, as it is printed. */
export function BillSums({ reader: { t, caller }, bill }: { reader: Reader; bill: BillRecord }) {
  const { currency } = bill;
  const label = (key: string) => t(`billing.resources.bills.columns.${key}`);
  const money = (amount: string) => (
    <span className="block text-right">
      <Money value={{ amount, currency }} />
    </span>
  );
  const some = (key: string, text: string, amount: string) =>
    Number(amount) === 0 ? [] : [{ key, label: text, value: money(amount) }];
  return (
    <Card title={t("billing.pages.bills.sums")} flush>
      <Facts
        facts={[
          { key: "subtotal", label: label("subtotal"), value: money(bill.subtotal) },
          ...some(
            "discount",
            t("billing.documents.discount", { rate: bill.discountRate }),
            `-${bill.discount}`,
          ),
          ...some("tax", t("billing.documents.tax", { rate: bill.taxRate }), bill.tax),
          { key: "total", label: label("total"), value: <strong>{money(bill.total)}</strong> },
          ...bill.taxesWithin.map(({ rate, net, tax }) => ({
            key: `tax-${rate}`,
            label: t("billing.documents.taxWithin", {
              rate,
              net: formatMoney({ amount: net, currency }, caller.locale),
            }),
            value: <span className="text-ink-3">{money(tax)}</span>,
          })),
          ...some("onCredit", label("onCredit"), bill.onCredit),
          ...some("paid", label("paid"), bill.paid),
          ...some("due", label("due"), bill.due),
        ]}
      />
    </Card>
  );
}
