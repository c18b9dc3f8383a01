import { Readable } from "node:stream";
import { writeHead, writeSums } from "@/lib/billing/documents/paper";
import { columnsOf, Sheet } from "@/lib/billing/documents/sheet";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
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
        orderBy: { bill: { number: "asc" } },
        select: { amount: true, bill: { select: { number: true, periodStart: true, periodEnd: true } } },
      },
    },
  });
  if (!invoice) throw notFound();
  // What the issuer says of itself on its own bills stands on its invoices, too.
  const seller = await prisma.billingProfile.findFirst({
    where: { organizationId: invoice.issuerId, customerId: null, currency: invoice.currency },
    select: { legalName: true, taxId: true, address: true },
  });
  return { ...invoice, seller };
}

export type InvoiceWords = Awaited<ReturnType<typeof invoiceWords>>;

/** Draws an invoice as PDF. */
export async function invoicePdf(invoice: InvoiceWords, locale: Locale): Promise<Buffer> {
  const { currency, seller, issuer } = invoice;
  const { timeZone } = invoice.organization;
  const t = await translator(locale, "billing.documents", timeZone);
  const money = (amount: string) => formatMoney({ amount, currency }, locale);
  const day = (date: Date) => formatTime(date, { locale, timeZone, style: "day" });
  const number = invoice.number ?? "";
  const issuedAt = invoice.issuedAt ?? new Date(0);
  const party = (label: string, name: string, of: { address?: string | null; taxId?: string | null }) => ({
    label,
    lines: [name, of.address, of.taxId ? t("taxId", { taxId: of.taxId }) : null],
  });
  const sheet = new Sheet(number, seller?.legalName ?? issuer.name, issuedAt);
  writeHead(sheet, {
    title: t(`invoice.${invoice.kind}`),
    number,
    from: party(t("from"), seller?.legalName ?? issuer.name, seller ?? {}),
    to: party(t("to"), invoice.legalName, invoice),
    facts: [[t("issued"), day(issuedAt)]],
  });
  const columns = columnsOf(sheet, { width: 190 }, { width: 110, align: "right" });
  sheet.row([t("description"), t("period"), t("amount")], columns, { size: 8, ink: "soft" });
  sheet.rule();
  for (const part of invoice.bills)
    sheet.row(
      [
        t("invoice.line", { number: part.bill.number ?? "" }),
        // A period ends a moment before the next one begins.
        `${day(part.bill.periodStart)} – ${day(new Date(part.bill.periodEnd.getTime() - 1))}`,
        money(part.amount.toFixed()),
      ],
      columns,
    );
  sheet.rule();
  writeSums(sheet, [
    [t("net"), money(invoice.amount.minus(invoice.tax).toFixed())],
    [t("taxAmount"), money(invoice.tax.toFixed())],
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
