import { refundTaskMachine } from "@/lib/commerce/refund-tasks/machine";
import { type RefundTaskCause, refundTaskCauses } from "@/lib/commerce/refund-tasks/raise";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const causes = Object.fromEntries(refundTaskCauses.map((cause) => [cause, "neutral"])) as Record<
  RefundTaskCause,
  Tone
>;

export const refundTasks = resource({
  name: "refund-tasks",
  module: "commerce",
  permission: "commerce.refunds.read",
  exportPermission: "commerce.refunds.export",
  scope: organizationScope("refund_task.organization_id"),
  from: () =>
    kysely
      .selectFrom("refund_task")
      .innerJoin("organization", "organization.id", "refund_task.organization_id")
      .innerJoin("payment_attempt", "payment_attempt.id", "refund_task.attempt_id")
      .leftJoin("order", "order.id", "refund_task.order_id")
      .leftJoin("customer", "customer.id", "order.customer_id")
      .leftJoin("refund", "refund.id", "refund_task.refund_id"),
  id: "refund_task.id",
  columns: {
    attempt: column.code("payment_attempt.number", { search: true, link: true, width: 120 }),
    state: column.enum("refund_task.state", refundTaskMachine.states, { width: 150 }),
    amount: column.money("refund_task.amount", "refund_task.currency", { filter: true, width: 120 }),
    cause: column.enum("refund_task.cause", causes, { width: 180 }),
    order: column.code("order.number", { width: 110 }),
    customer: column.text("customer.name", { width: 170 }),
    provider: column.code("payment_attempt.provider", { width: 90 }),
    refund: column.code("refund.number", { width: 110 }),
    createdAt: column.time("refund_task.created_at", { sort: true, filter: true, width: 140 }),
    organization: column.text("organization.name"),
    note: column.text("refund_task.note", { width: 240 }),
    closedAt: column.time("refund_task.closed_at"),
    customerId: column.id("order.customer_id", { refersTo: "customers" }),
    orderId: column.id("refund_task.order_id", { refersTo: "orders" }),
    attemptId: column.id("refund_task.attempt_id", { refersTo: "payment-attempts" }),
    refundId: column.id("refund_task.refund_id", { refersTo: "refunds" }),
    organizationId: column.id("refund_task.organization_id", { refersTo: "organizations" }),
  },
  defaultSort: "-createdAt",
  title: "attempt",
  subtitle: "cause",
  page: "commerce/refund-tasks/:id",
});
