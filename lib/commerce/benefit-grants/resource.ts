import { benefitGrantMachine } from "@/lib/commerce/benefit-grants/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const kinds = { access: "neutral", voucher: "neutral", report: "neutral" } as const;

export const benefitGrants = resource({
  name: "benefit-grants",
  module: "commerce",
  permission: "commerce.benefit-grants.read",
  scope: organizationScope("benefit_grant.organization_id"),
  from: () =>
    kysely
      .selectFrom("benefit_grant")
      .innerJoin("organization", "organization.id", "benefit_grant.organization_id")
      .leftJoin("customer", "customer.id", "benefit_grant.customer_id")
      .leftJoin("order", "order.id", "benefit_grant.order_id")
      .leftJoin("voucher", "voucher.id", "benefit_grant.voucher_id"),
  id: "benefit_grant.id",
  columns: {
    number: column.code("benefit_grant.number", { search: true, link: true, width: 120 }),
    state: column.enum("benefit_grant.state", benefitGrantMachine.states, { width: 110 }),
    name: column.text("benefit_grant.name", { link: true, width: 220 }),
    kind: column.enum("benefit_grant.kind", kinds, { width: 110 }),
    quantity: column.integer("benefit_grant.quantity", { width: 80 }),
    order: column.code("order.number", { width: 110 }),
    customer: column.text("customer.name", { width: 160 }),
    manual: column.boolean("benefit_grant.manual", { filter: true }),
    grantedAt: column.time("benefit_grant.granted_at", { width: 140 }),
    expiresAt: column.time("benefit_grant.expires_at"),
    createdAt: column.time("benefit_grant.created_at", { sort: true, filter: true }),
    orderId: column.id("benefit_grant.order_id", { refersTo: "orders" }),
    customerId: column.id("benefit_grant.customer_id", { refersTo: "customers" }),
    organization: column.text("organization.name", { shown: false }),
    organizationId: column.id("benefit_grant.organization_id", { refersTo: "organizations" }),
    code: column.code("benefit_grant.code", { shown: false }),
    reason: column.text("benefit_grant.reason", { shown: false, width: 240 }),
    voucher: column.code("voucher.number", { shown: false }),
    voucherId: column.id("benefit_grant.voucher_id", { refersTo: "vouchers" }),
    error: column.text("benefit_grant.error", { shown: false }),
    revokedAt: column.time("benefit_grant.revoked_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "name",
  page: "commerce/benefit-grants/:id",
});
