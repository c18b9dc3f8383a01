import { readBill } from "@/lib/billing/bills/read";
import { partyOf, writeHead, writeSums, writeTable, writeWithin } from "@/lib/billing/documents/paper";
import { sellerOf } from "@/lib/billing/documents/seller";
import { columnsOf, Sheet } from "@/lib/billing/documents/sheet";
import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";

/** A bill with more items than this is printed with their sums by kind; the list has them all. */
const mostItems = 2000;

/**
 * A bill for printing, in the reader's language.
 * @throws not_found, forbidden for who may not see it.
 */
export async function billPdf(
  billId: string,
  caller: Caller,
  locale: Locale,
): Promise<{ name: string; content: Buffer }> {
  const bill = await readBill(billId, caller);
  const t = await translator(locale, "billing.documents", bill.timeZone);
  const { currency } = bill;
  const money = (amount: string) => formatMoney({ amount, currency }, locale, "code");
  const day = (date: Date) => formatTime(date, { locale, timeZone: bill.timeZone, style: "date" });
  const seller = await sellerOf(bill.issuerId, currency);
  const issuedAt = bill.issuedAt ?? bill.createdAt;
  const items = await prisma.billItem.findMany({
    // What came after it was issued, a credit after a dispute, is not on the paper.
    where: { billId, ...(bill.issuedAt ? { createdAt: { lte: bill.issuedAt } } : {}) },
    orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    take: mostItems + 1,
    select: {
      description: true,
      kind: true,
      quantity: true,
      unitPrice: true,
      amount: true,
      occurredAt: true,
    },
  });
  const sheet = new Sheet(bill.label, bill.issuerName, issuedAt);
  writeHead(sheet, {
    title: t(bill.kind === "postpaid" ? "bill.title" : "bill.statement"),
    number: bill.label,
    ...(bill.state === "void" ? { stamp: t("bill.void") } : {}),
    ...(bill.state === "to_issue" ? { stamp: t("bill.draft") } : {}),
    from: partyOf(t, t("from"), { ...seller, name: seller?.legalName ?? bill.issuerName }, bill.issuerEmail),
    to: partyOf(t, t("to"), {
      ...bill.profile,
      name: bill.profile?.legalName ?? bill.customerName ?? bill.organizationName,
    }),
    facts: [
      ...(bill.issuedAt ? ([[t("issued"), day(bill.issuedAt)]] as [string, string][]) : []),
      [t("period"), bill.period],
      ...(bill.dueAt ? ([[t("due"), day(bill.dueAt)]] as [string, string][]) : []),
      [t("currency"), currency],
    ],
  });
  const columns = columnsOf(
    sheet,
    { width: 70 },
    { width: 50, align: "right" },
    { width: 90, align: "right" },
    { width: 100, align: "right" },
  );
  const quantity = new Intl.NumberFormat(locale, { maximumFractionDigits: 9 });
  const rows = items
    .slice(0, mostItems)
    .map((item) => [
      item.description,
      day(item.occurredAt),
      quantity.format(item.quantity.toFixed() as Intl.StringNumericLiteral),
      money(item.unitPrice.toFixed()),
      money(item.amount.toFixed()),
    ]);
  if (items.length > mostItems) rows.push([t("bill.more"), "", "", "", ""]);
  const heads = [t("description"), t("day"), t("quantity"), t("price"), t("amount")];
  writeTable(sheet, columns, heads, rows);
  const nonZero = (label: string, amount: string): [string, string][] =>
    Number(amount) === 0 ? [] : [[label, money(amount)]];
  writeSums(sheet, [
    [t("subtotal"), money(bill.subtotal)],
    ...nonZero(t("discount", { rate: bill.discountRate }), `-${bill.discount}`),
    ...nonZero(t("tax", { rate: bill.taxRate }), bill.tax),
    [t("total"), money(bill.total)],
    ...nonZero(t("paid"), bill.paid),
    ...(bill.paid === "0" ? [] : ([[t("toPay"), money(bill.due)]] as [string, string][])),
  ]);
  writeWithin(
    sheet,
    bill.taxesWithin.map(({ rate, net, tax }) => [t("taxWithin", { rate, net: money(net) }), money(tax)]),
  );
  return {
    name: `${bill.label}.pdf`,
    content: await sheet.done((page, pages) => t("page", { number: bill.label, page, pages })),
  };
}
