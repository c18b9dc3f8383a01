import { sql } from "kysely";
import { orderMachine } from "@/lib/commerce/orders/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const sources = { admin: "neutral", api: "neutral", client: "neutral" } as const;
const paymentMethods = {
  wallet: "neutral",
  offline: "neutral",
  online: "neutral",
  mixed: "neutral",
} as const;

/** Every order with what connectivity 6.7 asks for: filters by state, buyer, operator and expiry, and who did it. */
export const orders = resource({
  name: "orders",
  module: "commerce",
  permission: "commerce.orders.read",
  exportPermission: "commerce.orders.export",
  scope: organizationScope("order.organization_id"),
  from: () =>
    kysely
      .selectFrom("order")
      .innerJoin("organization", "organization.id", "order.organization_id")
      .leftJoin("customer", "customer.id", "order.customer_id")
      .leftJoin("operator", "operator.id", "order.operator_id"),
  id: "order.id",
  columns: {
    number: column.code("order.number", { sort: true, search: true, link: true, width: 120 }),
    state: column.enum("order.state", orderMachine.states, { width: 160 }),
    buyer: column.text(sql`coalesce(customer.name, organization.name)`, { width: 180 }),
    total: column.money("order.total", "order.currency", { filter: true, width: 120 }),
    paymentMethod: column.enum("order.payment_method", paymentMethods, { width: 110 }),
    operator: column.text("operator.name", { width: 140 }),
    createdAt: column.time("order.created_at", { sort: true, filter: true, width: 140 }),
    expiresAt: column.time("order.expires_at", { width: 140 }),
    source: column.enum("order.source", sources, { width: 100, shown: false }),
    customerId: column.id("order.customer_id", { refersTo: "customers" }),
    organization: column.text("organization.name", { shown: false }),
    organizationId: column.id("order.organization_id", { refersTo: "organizations" }),
    operatorId: column.id("order.operator_id", { refersTo: "operators" }),
    items: column.text(
      sql`(select string_agg(order_item.quantity || ' × ' || order_item.name, ', ' order by order_item.id) from order_item where order_item.order_id = "order".id)`,
      { shown: false, width: 280 },
    ),
    currency: column.code("order.currency", { filter: true, exact: true, shown: false, width: 90 }),
    tax: column.money("order.tax", "order.currency", { shown: false }),
    walletAmount: column.money("order.wallet_amount", "order.currency", { shown: false }),
    voucherAmount: column.money("order.voucher_amount", "order.currency", { shown: false }),
    paidAmount: column.money("order.paid_amount", "order.currency", { shown: false }),
    refundedAmount: column.money("order.refunded_amount", "order.currency", { shown: false }),
    walletId: column.id("order.wallet_id", { refersTo: "wallets" }),
    externalRef: column.code("order.external_ref", { search: true, shown: false }),
    offlineRef: column.code("order.offline_ref", { filter: true, exact: true, shown: false }),
    note: column.text("order.note", { shown: false, width: 240 }),
    cancelReason: column.text("order.cancel_reason", { shown: false, width: 240 }),
    isExpired: column.boolean(
      sql`("order".state = 'expired' or ("order".state = 'pending' and "order".expires_at <= now()))`,
      { filter: true, shown: false },
    ),
    paidAt: column.time("order.paid_at", { shown: false }),
    fulfilledAt: column.time("order.fulfilled_at", { shown: false }),
    endedAt: column.time("order.ended_at", { shown: false }),
    version: column.integer("order.version", { shown: false }),
    updatedAt: column.time("order.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "buyer",
  page: "commerce/orders/:id",
});
