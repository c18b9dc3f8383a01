import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

export const supportMacros = resource({
  name: "support-macros",
  module: "support",
  permission: "support.macros.read",
  scope: organizationScope("support_macro.organization_id"),
  from: () =>
    kysely
      .selectFrom("support_macro")
      .innerJoin("organization", "organization.id", "support_macro.organization_id"),
  id: "support_macro.id",
  columns: {
    name: column.text("support_macro.name", {
      sort: true,
      search: true,
      filter: true,
      link: true,
      width: 220,
    }),
    kind: column.enum("support_macro.kind", { public: "progress", internal: "waiting" }),
    body: column.text("support_macro.body", { search: true, width: 400 }),
    priority: column.enum("support_macro.priority", {
      low: "neutral",
      normal: "neutral",
      high: "waiting",
      urgent: "danger",
    }),
    resolves: column.boolean("support_macro.resolves", { filter: true }),
    organization: column.text("organization.name", { width: 200 }),
    organizationId: column.id("support_macro.organization_id", { refersTo: "organizations" }),
    version: column.integer("support_macro.version", { shown: false }),
    createdAt: column.time("support_macro.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("support_macro.updated_at", { shown: false }),
  },
  defaultSort: "name",
  title: "name",
  page: "support/support-macros/:id",
});
