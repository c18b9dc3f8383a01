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
    number: column.code("refund.number", { sort: true, search: true, link: true, width: 120 }),
    state: column.enum("refund.state", refundMachine.states),
    amount: column.money("refund.amount", "refund.currency", { filter: true }),
    fee: column.money("refund.fee", "refund.currency", { shown: false }),
    billed: column.money("refund.billed", "refund.currency", { shown: false }),
    destination: column.enum("refund.destination", destinations),
    order: column.code("order.number", { width: 120 }),
    orderId: column.id("refund.order_id", { refersTo: "orders" }),
    topUp: column.code("top_up.number", { width: 120 }),
    topUpId: column.id("refund.top_up_id", { refersTo: "top-ups" }),
    customer: column.text("customer.name"),
    customerId: column.id("refund.customer_id", { refersTo: "customers" }),
    organization: column.text("organization.name"),
    organizationId: column.id("refund.organization_id", { refersTo: "organizations" }),
    reason: column.text("refund.reason", { width: 240 }),
    approval: column.code("approval.number", { width: 120 }),
    approvalId: column.id("refund.approval_id", { refersTo: "approvals" }),
    provider: column.code("refund.provider", { width: 90, filter: true }),
    providerRef: column.code("refund.provider_ref", { search: true, filter: true, shown: false }),
    attemptId: column.id("refund.attempt_id", { refersTo: "payment-attempts" }),
    failureReason: column.text("refund.failure_reason", { width: 240 }),
    settledAt: column.time("refund.settled_at"),
    createdAt: column.time("refund.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "reason",
  page: "commerce/refunds/:id",
});
