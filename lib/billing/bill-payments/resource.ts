import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const methods = {
  wallet: "neutral",
  stripe: "neutral",
  bank_transfer: "neutral",
  credit: "neutral",
} satisfies Record<string, Tone>;

export const billPayments = resource({
  name: "bill-payments",
  module: "billing",
  permission: "billing.bills.read",
  exportPermission: "billing.bills.export",
  scope: organizationScope("bill_payment.organization_id"),
  from: () =>
    kysely
      .selectFrom("bill_payment")
      .innerJoin("bill", "bill.id", "bill_payment.bill_id")
      .innerJoin("organization", "organization.id", "bill_payment.organization_id")
      .leftJoin("customer", "customer.id", "bill.customer_id")
      .leftJoin("operator", "operator.id", "bill_payment.operator_id"),
  id: "bill_payment.id",
  columns: {
    createdAt: column.time("bill_payment.created_at", { sort: true, filter: true }),
    bill: column.code("bill.number", { width: 130 }),
    method: column.enum("bill_payment.method", methods, { width: 150 }),
    amount: column.money("bill_payment.amount", "bill_payment.currency", { filter: true }),
    reference: column.code("bill_payment.reference", { filter: true, exact: true, width: 160 }),
    operator: column.text("operator.name", { width: 150 }),
    returned: column.boolean(sql`bill_payment.returned_at is not null`, { filter: true, width: 110 }),
    returnedAt: column.time("bill_payment.returned_at", { shown: false }),
    customer: column.text("customer.name", { width: 180 }),
    organization: column.text("organization.name", { width: 180 }),
    currency: column.code("bill_payment.currency", { filter: true, exact: true, shown: false }),
    billId: column.id("bill_payment.bill_id", { refersTo: "bills" }),
    organizationId: column.id("bill_payment.organization_id", { refersTo: "organizations" }),
    transactionId: column.id("bill_payment.transaction_id", { refersTo: "ledger-transactions" }),
  },
  defaultSort: "-createdAt",
  title: "bill",
});
