import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

/** Who did what, when, to what, why and from where (admin-prd 14). */
export const auditEntries = resource({
  name: "audit-entries",
  module: "governance",
  permission: "governance.audit-entries.read",
  exportPermission: "governance.audit-entries.export",
  scope: organizationScope("audit_entry.organization_id"),
  from: () =>
    kysely
      .selectFrom("audit_entry")
      .leftJoin("organization", "organization.id", "audit_entry.organization_id"),
  id: "audit_entry.id",
  columns: {
    createdAt: column.time("audit_entry.created_at", {
      sort: true,
      filter: true,
      link: true,
      absolute: true,
      width: 160,
    }),
    actor: column.text("audit_entry.actor_label", { search: true, filter: true, width: 150 }),
    action: column.code("audit_entry.action", { search: true, filter: true, width: 230, link: true }),
    target: column.text("audit_entry.target_label", {
      search: true,
      filter: true,
      numbers: true,
      width: 170,
    }),
    reason: column.text("audit_entry.reason", { width: 200 }),
    organization: column.text("organization.name", { width: 160 }),
    address: column.code("audit_entry.address", { width: 130, filter: true, exact: true, shown: false }),
    actorType: column.enum(
      "audit_entry.actor_type",
      { operator: "neutral", token: "neutral", system: "neutral" },
      { shown: false },
    ),
    actorId: column.id("audit_entry.actor_id", { refersTo: "operators" }),
    tokenId: column.id("audit_entry.token_id", { refersTo: "service-tokens" }),
    approvalId: column.id("audit_entry.approval_id", { refersTo: "approvals" }),
    organizationId: column.id("audit_entry.organization_id", { refersTo: "organizations" }),
    targetType: column.code("audit_entry.target_type", { shown: false, filter: true, exact: true }),
    targetId: column.code("audit_entry.target_id", { shown: false, filter: true, exact: true }),
    before: column.json("audit_entry.before"),
    after: column.json("audit_entry.after"),
    userAgent: column.text("audit_entry.user_agent", { shown: false }),
    requestId: column.code("audit_entry.request_id", { shown: false, filter: true, exact: true }),
    sequence: column.integer("audit_entry.sequence", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "action",
  subtitle: "target",
  page: "governance/audit-entries/:id",
});
