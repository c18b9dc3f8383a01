import { sql } from "kysely";
import { billMachine } from "@/lib/billing/bills/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

export const billKinds = { postpaid: "neutral", prepaid_statement: "neutral" } satisfies Record<string, Tone>;

const invoicing = { none: "neutral", part: "waiting", whole: "done" } satisfies Record<string, Tone>;

/** What is called by its number; a draft by the end of its id. */
const number = sql<string>`coalesce(bill.number, right(bill.id::text, 8))`;
const owed = sql<{ due: string; overdue: boolean }>`(
  select case when payable then bill.total - bill.paid else 0 end as due, coalesce(payable and bill.due_at < now(), false) as overdue
  from (select bill.state in ('issued', 'to_pay', 'partially_paid') as payable) as state
)`;
/** Its first and last day, where its owner is. */
const period = sql<string>`to_char(bill.period_start at time zone organization.time_zone, 'YYYY-MM-DD') || ' – ' ||
  to_char((bill.period_end at time zone organization.time_zone) - interval '1 day', 'YYYY-MM-DD')`;
const invoiced = sql<string>`(
  select case when coalesce(sum(part.amount), 0) = 0 then 'none'
    -- Vouchers may pay less than a cent.
    when sum(part.amount) + 0.005 < (select sum(bill_tax.amount) from bill_tax where bill_tax.bill_id = bill.id)
      - (select coalesce(sum(payment.voucher_amount), 0) from bill_payment as payment
         where payment.bill_id = bill.id and payment.returned_at is null)
      + (select coalesce(sum(item.amount), 0) from dispute join bill_item as item
         on item.source in ('dispute:' || dispute.id || ':applied', 'dispute:' || dispute.id)
         where dispute.bill_id = bill.id and dispute.kind = 'bill')
    then 'part' else 'whole' end
  from invoice_bill as part join invoice on invoice.id = part.invoice_id and invoice.state <> 'void'
  where part.bill_id = bill.id)`;

export const bills = resource({
  name: "bills",
  module: "billing",
  permission: "billing.bills.read",
  exportPermission: "billing.bills.export",
  scope: organizationScope("bill.organization_id"),
  from: () =>
    kysely
      .selectFrom("bill")
      .innerJoin("organization", "organization.id", "bill.organization_id")
      .innerJoin("organization as issuer", "issuer.id", "bill.issuer_id")
      .leftJoin("customer", "customer.id", "bill.customer_id")
      .leftJoin("bill as replaced", "replaced.id", "bill.replaces_id")
      .leftJoinLateral(owed.as("owed"), (join) => join.onTrue()),
  id: "bill.id",
  columns: {
    number: column.code(number, { link: true, width: 120 }),
    state: column.enum("bill.state", billMachine.states, { width: 140 }),
    customer: column.text("customer.name", { width: 150 }),
    organization: column.text("organization.name", { width: 150 }),
    period: column.text(period, { width: 190 }),
    total: column.money("bill.total", "bill.currency", { filter: true, width: 110 }),
    due: column.money("owed.due", "bill.currency", { filter: true, width: 110 }),
    dueAt: column.time("bill.due_at", { filter: true, absolute: true, width: 150 }),
    paid: column.money("bill.paid", "bill.currency"),
    kind: column.enum("bill.kind", billKinds),
    overdue: column.boolean("owed.overdue", { filter: true, width: 90 }),
    disputed: column.boolean("bill.disputed", { filter: true, width: 90 }),
    invoiced: column.enum(invoiced, invoicing, { width: 120, filter: false }),
    issuedAt: column.time("bill.issued_at", { filter: true }),
    periodStart: column.time("bill.period_start", { filter: true, shown: false }),
    periodEnd: column.time("bill.period_end", { filter: true, shown: false }),
    subtotal: column.money("bill.subtotal", "bill.currency", { shown: false }),
    discount: column.money("bill.discount", "bill.currency", { shown: false }),
    discountRate: column.text(sql`trim_scale(bill.discount_rate)::text || '%'`, { shown: false, width: 90 }),
    tax: column.money("bill.tax", "bill.currency", { shown: false }),
    taxRate: column.text(sql`trim_scale(bill.tax_rate)::text || '%'`, { shown: false, width: 90 }),
    onCredit: column.money("bill.on_credit", "bill.currency", { shown: false }),
    currency: column.code("bill.currency", { filter: true, exact: true, shown: false, width: 90 }),
    issuer: column.text("issuer.name", { shown: false }),
    issuedNumber: column.code("bill.number", { search: true, filter: true, shown: false, width: 130 }),
    replaces: column.code("replaced.number", { shown: false }),
    voidReason: column.text("bill.void_reason", { shown: false }),
    dunningLevel: column.integer("bill.dunning_level", { filter: true, shown: false }),
    nextDunningAt: column.time("bill.next_dunning_at", { shown: false }),
    settledAt: column.time("bill.settled_at", { shown: false, filter: true }),
    createdAt: column.time("bill.created_at", { sort: true, filter: true, shown: false }),
    organizationId: column.id("bill.organization_id", { refersTo: "organizations" }),
    customerId: column.id("bill.customer_id", { refersTo: "customers" }),
    issuerId: column.id("bill.issuer_id", { refersTo: "organizations" }),
    runId: column.id("bill.run_id", { refersTo: "bill-runs" }),
    replacesId: column.id("bill.replaces_id", { refersTo: "bills" }),
    version: column.integer("bill.version", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "organization",
  page: "billing/bills/:id",
});
