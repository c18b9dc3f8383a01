import { sql } from "kysely";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const destinations = { original: "neutral", balance: "neutral" } as const;

export const refunds = resource({
  name: "refunds",
  module: "commerce",
  permission: "commerce.refunds.read",
  exportPermission: "commerce.refunds.export",
  scope: organizationScope("refund.organization_id"),
  from: () =>
    kysely
      .selectFrom("refund")
      .innerJoin("organization", "organization.id", "refund.organization_id")
      .leftJoin("customer", "customer.id", "refund.customer_id")
      .leftJoin("order", "order.id", "refund.order_id")
      .leftJoin("top_up", "top_up.id", "refund.top_up_id")
      .leftJoin("approval", "approval.id", "refund.approval_id"),
  id: "refund.id",
  columns: {
    number: column.code("refund.number", { sort: true, search: true, link: true, width: 110 }),
    state: column.enum("refund.state", refundMachine.states, { width: 120 }),
    amount: column.money("refund.amount", "refund.currency", { filter: true, width: 120 }),
    destination: column.enum("refund.destination", destinations, { width: 145 }),
    order: column.code("order.number", { width: 110 }),
    topUp: column.code("top_up.number", { width: 110 }),
    paidUnder: column.code(sql`coalesce("order".offline_ref, top_up.channel_ref)`, { shown: false }),
    customer: column.text("customer.name", { width: 160 }),
    createdAt: column.time("refund.created_at", { sort: true, filter: true, width: 140 }),
    reason: column.text("refund.reason", { width: 220 }),
    organization: column.text("organization.name"),
    approval: column.code("approval.number", { width: 120 }),
    provider: column.code("refund.provider", { width: 90, filter: true }),
    failureReason: column.text("refund.failure_reason", { width: 240 }),
    settledAt: column.time("refund.settled_at"),
    fee: column.money("refund.fee", "refund.currency", { shown: false }),
    billed: column.money("refund.billed", "refund.currency", { shown: false }),
    excess: column.money("refund.excess", "refund.currency", { shown: false }),
    orderId: column.id("refund.order_id", { refersTo: "orders" }),
    topUpId: column.id("refund.top_up_id", { refersTo: "top-ups" }),
    customerId: column.id("refund.customer_id", { refersTo: "customers" }),
    organizationId: column.id("refund.organization_id", { refersTo: "organizations" }),
    approvalId: column.id("refund.approval_id", { refersTo: "approvals" }),
    providerRef: column.code("refund.provider_ref", { search: true, filter: true, shown: false }),
    attemptId: column.id("refund.attempt_id", { refersTo: "payment-attempts" }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "reason",
  page: "commerce/refunds/:id",
});
