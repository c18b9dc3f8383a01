import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { pathValue } from "@/lib/core/resource/path-value";
import { operatorMachine } from "@/lib/governance/operators/machine";

export const operators = resource({
  name: "operators",
  module: "governance",
  permission: "governance.operators.read",
  exportPermission: "governance.operators.export",
  scope: organizationScope("operator.organization_id"),
  from: () =>
    kysely.selectFrom("operator").innerJoin("organization", "organization.id", "operator.organization_id"),
  id: "operator.id",
  columns: {
    name: column.text("operator.name", { sort: true, search: true, filter: true, link: true }),
    email: column.text("operator.email", { search: true, filter: true, width: 240 }),
    state: column.enum("operator.state", operatorMachine.states),
    locked: column.boolean(sql`coalesce(operator.locked_until > now(), false)`, {
      filter: true,
      tone: "danger",
      width: 90,
    }),
    lockedUntil: column.time(sql`case when operator.locked_until > now() then operator.locked_until end`, {
      shown: false,
    }),
    organization: column.text("organization.name"),
    organizationId: column.id("operator.organization_id", { refersTo: "organizations" }),
    roles: column.tags(
      sql`(select coalesce(array_agg(distinct role.name order by role.name), '{}') from role_grant join role on role.id = role_grant.role_id where role_grant.operator_id = operator.id)`,
    ),
    secondFactor: column.boolean(sql`operator.totp_enrolled_at is not null`, { filter: true, width: 120 }),
    lastSignInAt: column.time("operator.last_sign_in_at", { filter: true }),
    version: column.integer("operator.version", { shown: false }),
    createdAt: column.time("operator.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "email",
  narrows: {
    /** Active, and holding a permission at an organization: "<permission>@<its path>". */
    holds(value) {
      const [permission = "", path = ""] = value.split("@");
      return sql`operator.state = 'active' and exists (
        select from role_grant
        join role on role.id = role_grant.role_id and ${permission} = any(role.permissions)
        join organization as granted on granted.id = role_grant.organization_id
        where role_grant.operator_id = operator.id and granted.path @> ${pathValue("holds", path)})`;
    },
  },
  page: "governance/operators/:id",
});
