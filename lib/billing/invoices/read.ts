import { sql } from "kysely";
import type { InvoiceState } from "@/lib/billing/invoices/machine";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

/**
 * One invoice with what its page needs beyond the list's columns: its file and the bills it covers.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readInvoice(id: string, caller: Caller) {
  demand(caller, "billing.invoices.read");
  if (!isId.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("invoice")
    .innerJoin("organization", "organization.id", "invoice.organization_id")
    .innerJoin("organization as issuer", "issuer.id", "invoice.issuer_id")
    .leftJoin("stored_file", "stored_file.id", "invoice.file_id")
    .select([
      "invoice.id",
      "invoice.number",
      "invoice.legal_name as legalName",
      "invoice.currency",
      "invoice.void_reason as voidReason",
      "invoice.customer_id as customerId",
      "invoice.organization_id as organizationId",
      "invoice.version",
      "stored_file.id as fileId",
      "stored_file.name as fileName",
      "stored_file.content_type as contentType",
      sql<InvoiceState>`invoice.state::text`.as("state"),
      sql<string>`trim_scale(invoice.amount)::text`.as("amount"),
      sql<string>`organization.path::text`.as("path"),
      sql<string>`issuer.path::text`.as("issuerPath"),
    ])
    .where("invoice.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const bills = await kysely
    .selectFrom("invoice_bill")
    .innerJoin("bill", "bill.id", "invoice_bill.bill_id")
    .select([
      "bill.id",
      "bill.number",
      sql<string>`trim_scale(sum(invoice_bill.amount))::text`.as("amount"),
      sql<string>`(select trim_scale(sum(amount))::text from bill_tax where bill_tax.bill_id = bill.id)`.as(
        "total",
      ),
    ])
    .where("invoice_bill.invoice_id", "=", id)
    .groupBy("bill.id")
    .orderBy("bill.number")
    .execute();
  return { ...row, bills };
}

export type InvoiceRecord = Awaited<ReturnType<typeof readInvoice>>;
