import { disputeMachine } from "@/lib/billing/disputes/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const kinds = { chargeback: "neutral", bill: "neutral" } satisfies Record<string, Tone>;

export const disputes = resource({
  name: "disputes",
  module: "billing",
  permission: "billing.disputes.read",
  scope: organizationScope("dispute.organization_id"),
  from: () =>
    kysely
      .selectFrom("dispute")
      .innerJoin("organization", "organization.id", "dispute.organization_id")
      .leftJoin("customer", "customer.id", "dispute.customer_id")
      .leftJoin("payment_attempt", "payment_attempt.id", "dispute.attempt_id")
      .leftJoin("bill", "bill.id", "dispute.bill_id"),
  id: "dispute.id",
  columns: {
    number: column.code("dispute.number", { search: true, filter: true, link: true, width: 120 }),
    state: column.enum("dispute.state", disputeMachine.states, { width: 120 }),
    kind: column.enum("dispute.kind", kinds, { width: 120 }),
    amount: column.money("dispute.amount", "dispute.currency", { filter: true, width: 120 }),
    reason: column.text("dispute.reason", { filter: true, width: 170 }),
    outcome: column.code("dispute.outcome", { width: 130 }),
    payment: column.code("payment_attempt.number", { filter: true, width: 120 }),
    bill: column.code("bill.number", { filter: true, width: 120 }),
    createdAt: column.time("dispute.created_at", { sort: true, filter: true, width: 130 }),
    organization: column.text("organization.name"),
    customer: column.text("customer.name", { width: 180 }),
    closedAt: column.time("dispute.closed_at"),
    organizationId: column.id("dispute.organization_id", { refersTo: "organizations" }),
    customerId: column.id("dispute.customer_id", { refersTo: "customers" }),
    attemptId: column.id("dispute.attempt_id", { refersTo: "payment-attempts" }),
    billId: column.id("dispute.bill_id", { refersTo: "bills" }),
    orderId: column.id("payment_attempt.order_id", { refersTo: "orders" }),
    topUpId: column.id("payment_attempt.top_up_id", { refersTo: "top-ups" }),
    provider: column.code("dispute.provider", { filter: true, shown: false, width: 90 }),
    providerRef: column.code("dispute.provider_ref", {
      filter: true,
      exact: true,
      search: true,
      shown: false,
    }),
    openedAt: column.time("dispute.opened_at", { shown: false, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "reason",
  page: "billing/disputes/:id",
});
