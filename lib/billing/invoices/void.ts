import { z } from "zod";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { invoiceMachine } from "@/lib/billing/invoices/machine";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";

/** Declines an invoice that was asked for, or voids one that was issued; its number stays taken, its amounts are free again. */
export const voidInvoice = command({
  name: "invoices.void",
  permission: "billing.invoices.issue",
  sensitive: true,
  input: object({ invoiceId: id, version: z.int().positive().optional(), reason }),
  scope: byIssuerOf("invoice", (input) => input.invoiceId),
  async preview({ invoiceId }) {
    const invoice = await prisma.invoice.findUnique({
      where: { id: invoiceId },
      select: { number: true, legalName: true, state: true },
    });
    if (!invoice) throw notFound();
    return {
      target: { type: "invoices", id: invoiceId, label: invoice.number ?? invoice.legalName },
      before: { state: invoice.state },
      after: { state: "void" },
    };
  },
  async run({ input: { invoiceId, version, reason }, tx, audit, emit, now }) {
    await tx.$queryRaw`select 1 from invoice where id = ${invoiceId}::uuid for update`;
    const invoice = await tx.invoice.findUnique({
      where: { id: invoiceId },
      select: { state: true, version: true, number: true, legalName: true, organizationId: true },
    });
    if (!invoice) throw notFound();
    if (version !== undefined && version !== invoice.version) throw conflict("version_mismatch", {}, invoice);
    const state = await invoiceMachine.move(
      "void",
      ({ where, data }) =>
        tx.invoice.updateMany({
          where: { id: invoiceId, ...where },
          data: { ...data, voidReason: reason, version: { increment: 1 }, updatedAt: now },
        }),
      async () => ({ state: invoice.state }),
    );
    emit("invoices/voided", { invoiceId, organizationId: invoice.organizationId });
    audit.target({ type: "invoices", id: invoiceId, label: invoice.number ?? invoice.legalName });
    audit.change({ state: invoice.state }, { state });
    return { invoiceId, state };
  },
});
