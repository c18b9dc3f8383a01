import type { CommandSpec } from "@/components/form/command";
import { attachInvoiceFile } from "@/lib/billing/invoices/file";
import { issueInvoice } from "@/lib/billing/invoices/issue";
import { invoiceMachine } from "@/lib/billing/invoices/machine";
import type { InvoiceRecord } from "@/lib/billing/invoices/read";
import { voidInvoice } from "@/lib/billing/invoices/void";
import { contains } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";
import type { FieldChanges } from "../command-fields";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

const megabyte = 1024 * 1024;
/** As much as a document may be (lib/governance/files/document.ts). */
const largest = 20;

async function documentField(): Promise<FieldChanges> {
  const { maxUploadMegabytes } = await setting("files");
  return {
    kind: "file",
    upload: {
      purpose: "invoice",
      accept: ".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/png,image/jpeg,image/webp",
      maxBytes: Math.min(maxUploadMegabytes, largest) * megabyte,
    },
  };
}

/** What this reader may do with an invoice as it stands. */
export async function invoiceOffers(reader: Reader, invoice: InvoiceRecord): Promise<CommandSpec[]> {
  const { id: invoiceId, version, state, issuerPath } = invoice;
  if (!contains(reader.caller.scope, issuerPath)) return [];
  const open = commandsFrom(invoiceMachine, state);
  const fileId = await documentField();
  return offered([
    open.has(issueInvoice.name)
      ? offer(
          reader,
          issueInvoice,
          { icon: "send", ask: ["fileId"], changes: { fileId }, defaults: { invoiceId, version } },
          issuerPath,
        )
      : null,
    state === "issued"
      ? offer(
          reader,
          attachInvoiceFile,
          { icon: "upload", ask: ["fileId"], changes: { fileId }, defaults: { invoiceId } },
          issuerPath,
        )
      : null,
    open.has(voidInvoice.name)
      ? offer(
          reader,
          voidInvoice,
          { icon: "ban", danger: true, ask: ["reason"], defaults: { invoiceId, version } },
          issuerPath,
        )
      : null,
  ]);
}
