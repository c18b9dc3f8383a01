import { sql } from "kysely";
import { methodLabel } from "@/lib/billing/payment-methods/brand";
import { paymentMethodMachine } from "@/lib/billing/payment-methods/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const kinds = { card: "neutral", us_bank_account: "neutral" } satisfies Record<string, Tone>;

export const paymentMethods = resource({
  name: "payment-methods",
  module: "billing",
  permission: "billing.payment-methods.read",
  scope: organizationScope("payment_method.organization_id"),
  from: () =>
    kysely
      .selectFrom("payment_method")
      .innerJoin("organization", "organization.id", "payment_method.organization_id")
      .leftJoin("customer", "customer.id", "payment_method.customer_id"),
  id: "payment_method.id",
  columns: {
    label: column.code(methodLabel("payment_method.brand", "payment_method.last4"), {
      link: true,
      width: 220,
    }),
    kind: column.enum("payment_method.kind", kinds, { width: 120 }),
    state: column.enum("payment_method.state", paymentMethodMachine.states, { width: 120 }),
    preferred: column.boolean("payment_method.preferred", { filter: true, width: 90 }),
    expires: column.code(
      sql`lpad(payment_method.expiry_month::text, 2, '0') || '/' || payment_method.expiry_year::text`,
      { width: 100 },
    ),
    organization: column.text("organization.name"),
    customer: column.text("customer.name", { width: 170 }),
    createdAt: column.time("payment_method.created_at", { sort: true, filter: true, width: 140 }),
    provider: column.code("payment_method.provider", { filter: true, width: 90, shown: false }),
    last4: column.code("payment_method.last4", { filter: true, exact: true, search: true, shown: false }),
    providerRef: column.code("payment_method.provider_ref", { filter: true, exact: true, shown: false }),
    organizationId: column.id("payment_method.organization_id", { refersTo: "organizations" }),
    customerId: column.id("payment_method.customer_id", { refersTo: "customers" }),
    updatedAt: column.time("payment_method.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "label",
  subtitle: "kind",
  page: "billing/payment-methods/:id",
});
