import { Readable } from "node:stream";
import { partyOf, writeHead, writeSums, writeTable } from "@/lib/billing/documents/paper";
import { sellerOf } from "@/lib/billing/documents/seller";
import { columnsOf, Sheet } from "@/lib/billing/documents/sheet";
import { byRate } from "@/lib/billing/invoices/parts";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { Money } from "@/lib/core/money";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import type { KeptFile } from "@/lib/governance/files/record";

/** What stands on an invoice. */
export async function invoiceWords(invoiceId: string) {
  const invoice = await prisma.invoice.findUnique({
    where: { id: invoiceId },
    select: {
      number: true,
      kind: true,
      state: true,
      fileId: true,
      legalName: true,
      taxId: true,
      address: true,
      email: true,
      amount: true,
      tax: true,
      currency: true,
      note: true,
      issuedAt: true,
      issuerId: true,
      organization: { select: { timeZone: true } },
      customer: { select: { locale: true } },
      issuer: { select: { name: true, email: true } },
      bills: {
        orderBy: [{ bill: { number: "asc" } }, { taxRate: "asc" }],
        select: {
          taxRate: true,
          amount: true,
          tax: true,
          bill: { select: { number: true, periodStart: true, periodEnd: true } },
        },
      },
    },
  });
  if (!invoice) throw notFound();
  return { ...invoice, seller: await sellerOf(invoice.issuerId, invoice.currency) };
}

export type InvoiceWords = Awaited<ReturnType<typeof invoiceWords>>;

/** Draws an invoice as PDF. */
export async function invoicePdf(invoice: InvoiceWords, locale: Locale): Promise<Buffer> {
  const { currency, seller, issuer } = invoice;
  const { timeZone } = invoice.organization;
  const t = await translator(locale, "billing.documents", timeZone);
  const money = (amount: string) => formatMoney({ amount, currency }, locale, "code");
  const day = (date: Date) => formatTime(date, { locale, timeZone, style: "date" });
  const number = invoice.number ?? "";
  const issuedAt = invoice.issuedAt ?? new Date(0);
  const of = (amount: { toFixed(): string }) => Money.of(amount.toFixed(), currency);
  const lines = invoice.bills.map(({ taxRate, amount, tax }) => ({
    rate: taxRate.toString(),
    amount: of(amount),
    tax: of(tax),
  }));
  const sheet = new Sheet(number, seller?.legalName ?? issuer.name, issuedAt);
  writeHead(sheet, {
    title: t(`invoice.${invoice.kind}`),
    number,
    from: partyOf(t, t("from"), { ...seller, name: seller?.legalName ?? issuer.name }),
    to: partyOf(t, t("to"), { ...invoice, name: invoice.legalName }),
    facts: [
      [t("issued"), day(issuedAt)],
      [t("currency"), currency],
    ],
  });
  const columns = columnsOf(
    sheet,
    { width: 90, align: "right" },
    { width: 40, align: "right" },
    { width: 80, align: "right" },
    { width: 90, align: "right" },
  );
  const rows = lines.map(({ rate, tax, amount }, index) => {
    const { number: billNumber, periodStart, periodEnd } = invoice.bills[index]!.bill;
    // A period ends a moment before the next one begins.
    const period = `${day(periodStart)} – ${day(new Date(periodEnd.getTime() - 1))}`;
    return [
      `${t("invoice.line", { number: billNumber ?? "" })}\n${period}`,
      money(amount.minus(tax).amount.toFixed()),
      t("percent", { rate }),
      money(tax.amount.toFixed()),
      money(amount.amount.toFixed()),
    ];
  });
  const heads = [t("description"), t("net"), t("taxRate"), t("taxAmount"), t("amount")];
  writeTable(sheet, columns, heads, rows);
  writeSums(sheet, [
    [t("net"), money(invoice.amount.minus(invoice.tax).toFixed())],
    ...byRate(lines).map(({ rate, amount, tax }): [string, string] => [
      t("taxOf", { rate, net: money(amount.minus(tax).amount.toFixed()) }),
      money(tax.amount.toFixed()),
    ]),
    [t("total"), money(invoice.amount.toFixed())],
  ]);
  if (invoice.note) {
    sheet.y += 16;
    sheet.y += sheet.text(invoice.note, 0, sheet.width, { size: 9 });
  }
  return sheet.done((page, pages) => t("page", { number, page, pages }));
}

/**
 * Makes and keeps the PDF of an issued invoice.
 * @returns what was kept; null when it has a document already, or was voided meanwhile.
 */
export async function makeInvoiceFile(invoiceId: string): Promise<KeptFile | null> {
  const invoice = await invoiceWords(invoiceId);
  if (invoice.state !== "issued" || invoice.fileId) return null;
  const locale = invoice.customer?.locale ?? DEFAULT_LOCALE;
  const content = await invoicePdf(invoice, isLocale(locale) ? locale : DEFAULT_LOCALE);
  const kept = await keep(newStorageKey(), Readable.from([content]));
  return { ...kept, name: `${invoice.number}.pdf`, contentType: "application/pdf" };
}
