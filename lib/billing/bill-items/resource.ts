import { sql } from "kysely";
import { billMachine } from "@/lib/billing/bills/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const kinds = {
  order: "neutral",
  fee: "neutral",
  usage: "neutral",
  adjustment: "neutral",
  credit: "neutral",
} satisfies Record<string, Tone>;

const waiting = sql<boolean>`bill_item.bill_id is null`;
const removable = sql<boolean>`(bill_item.source like 'manual:%' and (bill_item.bill_id is null or bill.state = 'to_issue'))`;

export const billItems = resource({
  name: "bill-items",
  module: "billing",
  permission: "billing.bills.read",
  exportPermission: "billing.bills.export",
  scope: organizationScope("bill_item.organization_id"),
  from: () =>
    kysely
      .selectFrom("bill_item")
      .innerJoin("organization", "organization.id", "bill_item.organization_id")
      .leftJoin("customer", "customer.id", "bill_item.customer_id")
      .leftJoin("bill", "bill.id", "bill_item.bill_id"),
  id: "bill_item.id",
  columns: {
    description: column.text("bill_item.description", { width: 260 }),
    kind: column.enum("bill_item.kind", kinds, { width: 120 }),
    quantity: column.text(sql`trim_scale(bill_item.quantity)::text`, { width: 90 }),
    unitPrice: column.money("bill_item.unit_price", "bill_item.currency", { width: 130 }),
    amount: column.money("bill_item.amount", "bill_item.currency", { filter: true }),
    bill: column.code("bill.number", { width: 130 }),
    billState: column.enum("bill.state", billMachine.states, { shown: false }),
    waiting: column.boolean(waiting, { filter: true, width: 100 }),
    removable: column.boolean(removable, { shown: false }),
    customer: column.text("customer.name", { width: 180 }),
    organization: column.text("organization.name", { width: 180 }),
    occurredAt: column.time("bill_item.occurred_at", { filter: true }),
    source: column.code("bill_item.source", { filter: true, exact: true, shown: false, width: 320 }),
    currency: column.code("bill_item.currency", { filter: true, exact: true, shown: false }),
    billId: column.id("bill_item.bill_id", { refersTo: "bills" }),
    customerId: column.id("bill_item.customer_id", { refersTo: "customers" }),
    organizationId: column.id("bill_item.organization_id", { refersTo: "organizations" }),
    createdAt: column.time("bill_item.created_at", { sort: true, filter: true, shown: false }),
  },
  defaultSort: "-createdAt",
  title: "description",
});
