import { sql } from "kysely";
import { skuMachine } from "@/lib/commerce/skus/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

export const skus = resource({
  name: "skus",
  module: "commerce",
  permission: "commerce.skus.read",
  scope: organizationScope("sku.organization_id"),
  from: () => kysely.selectFrom("sku").innerJoin("organization", "organization.id", "sku.organization_id"),
  id: "sku.id",
  columns: {
    code: column.code("sku.code", { sort: true, search: true, filter: true, link: true, width: 150 }),
    name: column.text("sku.name", { search: true, filter: true, link: true, width: 240 }),
    state: column.enum("sku.state", skuMachine.states, { width: 110 }),
    price: column.money("sku.price", "sku.currency", { filter: true, width: 120 }),
    taxRate: column.text(sql`trim_scale(sku.tax_rate)::text || '%'`, { width: 80 }),
    benefits: column.text(
      sql`(select string_agg(sku_benefit.name, ' · ' order by sku_benefit.code) from sku_benefit where sku_benefit.sku_id = sku.id)`,
      { width: 240 },
    ),
    organization: column.text("organization.name", { width: 180 }),
    createdAt: column.time("sku.created_at", { sort: true, filter: true }),
    currency: column.code("sku.currency", { filter: true, exact: true, shown: false, width: 90 }),
    organizationId: column.id("sku.organization_id", { refersTo: "organizations" }),
    description: column.text("sku.description", { shown: false, width: 280 }),
    version: column.integer("sku.version", { shown: false }),
    updatedAt: column.time("sku.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "code",
  page: "commerce/skus/:id",
});
