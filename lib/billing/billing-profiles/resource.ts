import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

export const billingModes = { prepaid: "neutral", postpaid: "neutral" } satisfies Record<string, Tone>;

const standing = { good: "done", suspended: "danger" } satisfies Record<string, Tone>;

/** Who is billed: a customer, or the organization itself. */
const owner = sql<string>`coalesce(customer.name, organization.name)`;

export const billingProfiles = resource({
  name: "billing-profiles",
  module: "billing",
  permission: "billing.bills.read",
  exportPermission: "billing.bills.export",
  scope: organizationScope("billing_profile.organization_id"),
  from: () =>
    kysely
      .selectFrom("billing_profile")
      .innerJoin("organization", "organization.id", "billing_profile.organization_id")
      .leftJoin("customer", "customer.id", "billing_profile.customer_id"),
  id: "billing_profile.id",
  columns: {
    owner: column.text(owner, { link: true, width: 200 }),
    organization: column.text("organization.name", { width: 170 }),
    standing: column.enum(
      sql`case when billing_profile.suspended_at is null then 'good' else 'suspended' end`,
      standing,
      { width: 150 },
    ),
    mode: column.enum("billing_profile.mode", billingModes, { width: 110 }),
    currency: column.code("billing_profile.currency", { filter: true, exact: true, width: 90 }),
    periodMonths: column.integer("billing_profile.period_months", { filter: true, width: 110 }),
    termsDays: column.integer("billing_profile.terms_days", { filter: true, width: 110 }),
    taxRate: column.text(sql`trim_scale(billing_profile.tax_rate)::text || '%'`, { width: 90 }),
    discountRate: column.text(sql`trim_scale(billing_profile.discount_rate)::text || '%'`, { width: 90 }),
    autoPay: column.boolean("billing_profile.auto_pay", { filter: true, width: 90 }),
    suspendedAt: column.time("billing_profile.suspended_at", { shown: false }),
    legalName: column.text("billing_profile.legal_name", { search: true, filter: true, width: 220 }),
    taxId: column.code("billing_profile.tax_id", { search: true, filter: true, width: 170 }),
    address: column.text("billing_profile.address", { shown: false }),
    email: column.text("billing_profile.email", { filter: true, shown: false }),
    customerName: column.text("customer.name", { search: true, shown: false }),
    organizationName: column.text("organization.name", { search: true, shown: false }),
    organizationId: column.id("billing_profile.organization_id", { refersTo: "organizations" }),
    customerId: column.id("billing_profile.customer_id", { refersTo: "customers" }),
    version: column.integer("billing_profile.version", { shown: false }),
    createdAt: column.time("billing_profile.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("billing_profile.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "owner",
  subtitle: "organization",
  page: "billing/billing-profiles/:id",
});
