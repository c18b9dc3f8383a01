import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { mailLink } from "@/lib/billing/bills/mail-link";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { formatMoney } from "@/lib/core/i18n/format";
import { DEFAULT_LOCALE, isLocale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { keptFile, recordFile } from "@/lib/governance/files/record";
import { queueMail } from "@/lib/notifications/mail/send";

/** A document somebody uploaded becomes the invoice's: it lives as long and is seen by whoever may see invoices there. */
export async function adoptDocument(
  tx: Tx,
  fileId: string,
  caller: Caller,
  organizationId: string,
): Promise<void> {
  const { count } = await tx.storedFile.updateMany({
    where: { id: fileId, purpose: "invoice", createdById: operatorOf(caller), expiresAt: { not: null } },
    data: { expiresAt: null, organizationId },
  });
  if (count === 0) throw refused("billing.no_such_document");
}

async function lockInvoice(tx: Tx, invoiceId: string) {
  await tx.$queryRaw`select 1 from invoice where id = ${invoiceId}::uuid for update`;
  const invoice = await tx.invoice.findUnique({
    where: { id: invoiceId },
    select: {
      id: true,
      number: true,
      state: true,
      fileId: true,
      legalName: true,
      email: true,
      amount: true,
      currency: true,
      organizationId: true,
      customerId: true,
      customer: { select: { locale: true } },
    },
  });
  if (!invoice) throw notFound();
  return invoice;
}

/** Replaces an issued invoice's document by one made elsewhere, such as the tax office's. */
export const attachInvoiceFile = command({
  name: "invoices.attach",
  permission: "billing.invoices.issue",
  input: object({ invoiceId: id, fileId: id }),
  scope: byIssuerOf("invoice", (input) => input.invoiceId),
  async run({ input: { invoiceId, fileId }, tx, caller, audit, now }) {
    const invoice = await lockInvoice(tx, invoiceId);
    if (invoice.state !== "issued")
      throw conflict(
        "wrong_state",
        { state: invoice.state, action: "invoices.attach" },
        { state: invoice.state },
      );
    await adoptDocument(tx, fileId, caller, invoice.organizationId);
    await tx.invoice.update({
      where: { id: invoiceId },
      data: { fileId, version: { increment: 1 }, updatedAt: now },
      select: { id: true },
    });
    audit.target({ type: "invoices", id: invoiceId, label: invoice.number ?? invoiceId.slice(-8) });
    audit.change({ fileId: invoice.fileId }, { fileId });
    return { invoiceId, fileId };
  },
});

/** Takes over the document that was made of an issued invoice, and sends the buyer word of it. */
export const keepInvoiceFile = command({
  name: "invoices.keep-file",
  permission: null,
  approvable: false,
  input: object({ invoiceId: id, file: keptFile.nullable(), operatorId: id.nullable() }),
  scope: bySystem(ofRow("invoice", (input) => input.invoiceId)),
  async run({ input: { invoiceId, file, operatorId }, tx, audit, now }) {
    const invoice = await lockInvoice(tx, invoiceId);
    audit.target({ type: "invoices", id: invoiceId, label: invoice.number ?? invoiceId.slice(-8) });
    let { fileId } = invoice;
    if (file && invoice.state === "issued" && !fileId) {
      fileId = await recordFile(tx, {
        ...file,
        purpose: "invoice",
        organizationId: invoice.organizationId,
        createdById: null,
        now,
        expiresAt: null,
      });
      await tx.invoice.update({
        where: { id: invoiceId },
        data: { fileId, version: { increment: 1 }, updatedAt: now },
        select: { id: true },
      });
      audit.change({ fileId: null }, { fileId });
    }
    if (invoice.state === "issued" && fileId && invoice.email)
      await sendWord(tx, { ...invoice, fileId }, operatorId, now);
    return { invoiceId, fileId, kept: fileId !== invoice.fileId };
  },
});

type Sent = Awaited<ReturnType<typeof lockInvoice>> & { fileId: string };

async function sendWord(tx: Tx, invoice: Sent, operatorId: string | null, now: Date): Promise<void> {
  const locale = isLocale(invoice.customer?.locale ?? "")
    ? (invoice.customer?.locale as "en")
    : DEFAULT_LOCALE;
  const t = await translator(locale, "billing.mail.invoices");
  const number = invoice.number ?? "";
  const words = {
    name: invoice.legalName,
    number,
    amount: formatMoney({ amount: invoice.amount.toFixed(), currency: invoice.currency }, locale),
  };
  const link = await mailLink(tx, {
    organizationId: invoice.organizationId,
    page: invoice.customerId ? null : `billing/invoices/${invoice.id}`,
    target: { type: "files", id: invoice.fileId, label: number },
    operatorId,
    now,
  });
  await queueMail(tx, {
    to: invoice.email ?? "",
    subject: t("subject", words),
    text: [t("text", words), ...(link ? [t("link", { link })] : [])].join("\n\n"),
    organizationId: invoice.organizationId,
    now,
  });
}
