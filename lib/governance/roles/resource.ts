import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, resource, sharedScope } from "@/lib/core/resource";

/** Roles are the platform's own: every organization grants from the same list. */
export const roles = resource({
  name: "roles",
  module: "governance",
  permission: "governance.roles.read",
  scope: sharedScope,
  from: () => kysely.selectFrom("role"),
  id: "role.id",
  columns: {
    name: column.text("role.name", { sort: true, search: true, link: true }),
    preset: column.code("role.preset", { shown: false, filter: true }),
    description: column.text("role.description", { width: 360 }),
    permissionCount: column.integer(sql`cardinality(role.permissions)`),
    permissions: column.tags("role.permissions", { shown: false, filter: true }),
    version: column.integer("role.version", { shown: false }),
    createdAt: column.time("role.created_at", { sort: true, filter: true }),
    updatedAt: column.time("role.updated_at", { shown: false }),
  },
  defaultSort: "name",
  title: "name",
  subtitle: "description",
  page: "governance/roles/:id",
});
