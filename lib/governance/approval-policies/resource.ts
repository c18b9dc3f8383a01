import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

/** Which commands need whose agreement, and when. */
export const approvalPolicies = resource({
  name: "approval-policies",
  module: "governance",
  permission: "governance.approval-policies.read",
  scope: organizationScope("approval_policy.organization_id"),
  from: () =>
    kysely
      .selectFrom("approval_policy")
      .innerJoin("organization", "organization.id", "approval_policy.organization_id"),
  id: "approval_policy.id",
  columns: {
    name: column.text("approval_policy.name", { search: true, filter: true, link: true, width: 300 }),
    command: column.code("approval_policy.command", { search: true, filter: true, width: 260 }),
    enabled: column.boolean("approval_policy.enabled", { filter: true }),
    organization: column.text("organization.name"),
    organizationId: column.id("approval_policy.organization_id", { refersTo: "organizations" }),
    stepLabels: column.tags(
      sql`(select coalesce(array_agg(step ->> 'label' order by place), '{}') from jsonb_array_elements(approval_policy.steps) with ordinality as steps(step, place))`,
    ),
    conditions: column.json("approval_policy.conditions"),
    steps: column.json("approval_policy.steps"),
    expiresInHours: column.integer("approval_policy.expires_in_hours", { shown: false }),
    version: column.integer("approval_policy.version", { shown: false }),
    createdAt: column.time("approval_policy.created_at", { sort: true, filter: true }),
    updatedAt: column.time("approval_policy.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "command",
  page: "governance/approval-policies/:id",
});
