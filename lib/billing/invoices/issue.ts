import { z } from "zod";
import { documentNumber } from "@/lib/billing/bills/document-number";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { adoptDocument } from "@/lib/billing/invoices/file";
import { invoiceMachine } from "@/lib/billing/invoices/machine";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";

/**
 * Issues an invoice that was asked for (admin-prd 7): it gets its issuer's next number, without gaps, and a PDF, unless one made
 * elsewhere is handed over.
 */
export const issueInvoice = command({
  name: "invoices.issue",
  permission: "billing.invoices.issue",
  input: object({
    invoiceId: id,
    version: z.int().positive().optional(),
    /** A document made elsewhere, uploaded before. */
    fileId: id.optional(),
  }),
  scope: byIssuerOf("invoice", (input) => input.invoiceId),
  async run({ input: { invoiceId, version, fileId }, tx, caller, audit, emit, now }) {
    await tx.$queryRaw`select 1 from invoice where id = ${invoiceId}::uuid for update`;
    const invoice = await tx.invoice.findUnique({
      where: { id: invoiceId },
      select: { state: true, version: true, issuerId: true, organizationId: true },
    });
    if (!invoice) throw notFound();
    if (version !== undefined && version !== invoice.version) throw conflict("version_mismatch", {}, invoice);
    if (fileId) await adoptDocument(tx, fileId, caller, invoice.organizationId);
    let number = "";
    const state = await invoiceMachine.move(
      "issue",
      async ({ where, data }) => {
        number = await documentNumber(tx, invoice.issuerId, "invoice");
        return tx.invoice.updateMany({
          where: { id: invoiceId, ...where },
          data: {
            ...data,
            number,
            fileId: fileId ?? null,
            issuedAt: now,
            version: { increment: 1 },
            updatedAt: now,
          },
        });
      },
      async () => ({ state: invoice.state }),
    );
    emit("invoices/issued", {
      invoiceId,
      organizationId: invoice.organizationId,
      operatorId: operatorOf(caller),
    });
    audit.target({ type: "invoices", id: invoiceId, label: number });
    audit.change({ state: invoice.state, number: null }, { state, number, fileId: fileId ?? null });
    return { invoiceId, number, state };
  },
});
