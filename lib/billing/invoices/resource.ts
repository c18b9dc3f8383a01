import { sql } from "kysely";
import { invoiceMachine } from "@/lib/billing/invoices/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const kinds = { standard: "neutral", vat_general: "neutral", vat_special: "neutral" } satisfies Record<
  string,
  Tone
>;

/** What is called by its number; one without by the end of its id. */
const number = sql<string>`coalesce(invoice.number, right(invoice.id::text, 8))`;
const bills = sql<string>`(
  select string_agg(number, ', ' order by number) from bill
  where id in (select bill_id from invoice_bill where invoice_bill.invoice_id = invoice.id))`;

export const invoices = resource({
  name: "invoices",
  module: "billing",
  permission: "billing.invoices.read",
  exportPermission: "billing.invoices.export",
  scope: organizationScope("invoice.organization_id"),
  from: () =>
    kysely
      .selectFrom("invoice")
      .innerJoin("organization", "organization.id", "invoice.organization_id")
      .innerJoin("organization as issuer", "issuer.id", "invoice.issuer_id")
      .leftJoin("customer", "customer.id", "invoice.customer_id")
      .leftJoin("operator", "operator.id", "invoice.requested_by_id"),
  id: "invoice.id",
  columns: {
    number: column.code(number, { link: true, width: 120 }),
    state: column.enum("invoice.state", invoiceMachine.states, { width: 110 }),
    legalName: column.text("invoice.legal_name", { filter: true }),
    taxId: column.code("invoice.tax_id", { filter: true, exact: true, width: 150 }),
    kind: column.enum("invoice.kind", kinds, { width: 140 }),
    amount: column.money("invoice.amount", "invoice.currency", { filter: true, width: 120 }),
    bills: column.text(bills, { width: 140 }),
    issuedAt: column.time("invoice.issued_at", { filter: true, width: 140 }),
    tax: column.money("invoice.tax", "invoice.currency"),
    customer: column.text("customer.name", { width: 180 }),
    organization: column.text("organization.name", { width: 180 }),
    createdAt: column.time("invoice.created_at", { sort: true, filter: true }),
    requestedBy: column.text("operator.name", { shown: false }),
    issuer: column.text("issuer.name", { shown: false }),
    address: column.text("invoice.address", { shown: false }),
    email: column.text("invoice.email", { shown: false }),
    note: column.text("invoice.note", { shown: false }),
    voidReason: column.text("invoice.void_reason", { shown: false }),
    hasFile: column.boolean(sql`invoice.file_id is not null`, { filter: true, shown: false }),
    issuedNumber: column.code("invoice.number", { search: true, filter: true, shown: false, width: 130 }),
    currency: column.code("invoice.currency", { filter: true, exact: true, shown: false }),
    fileId: column.id("invoice.file_id"),
    organizationId: column.id("invoice.organization_id", { refersTo: "organizations" }),
    customerId: column.id("invoice.customer_id", { refersTo: "customers" }),
    version: column.integer("invoice.version", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "legalName",
  page: "billing/invoices/:id",
});
