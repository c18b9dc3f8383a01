import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

/** Tokens machines act with. The secret itself is nowhere. */
export const serviceTokens = resource({
  name: "service-tokens",
  module: "governance",
  permission: "governance.service-tokens.read",
  scope: organizationScope("service_token.organization_id"),
  from: () =>
    kysely
      .selectFrom("service_token")
      .innerJoin("operator", "operator.id", "service_token.operator_id")
      .innerJoin("organization", "organization.id", "service_token.organization_id")
      .leftJoin("operator as maker", "maker.id", "service_token.created_by_id"),
  id: "service_token.id",
  columns: {
    name: column.text("service_token.name", { search: true, filter: true, link: true }),
    prefix: column.code("service_token.prefix", { search: true, filter: true, width: 130 }),
    state: column.enum(
      sql`case when service_token.revoked_at is not null then 'revoked'
        when service_token.expires_at <= now() then 'expired' else 'active' end`,
      { active: "done", expired: "over", revoked: "over" },
    ),
    operator: column.text("operator.name"),
    operatorId: column.id("service_token.operator_id", { refersTo: "operators" }),
    organization: column.text("organization.name"),
    organizationId: column.id("service_token.organization_id", { refersTo: "organizations" }),
    permissions: column.tags("service_token.permissions", { shown: false, filter: true }),
    createdBy: column.text("maker.name", { shown: false }),
    expiresAt: column.time("service_token.expires_at", { filter: true }),
    lastUsedAt: column.time("service_token.last_used_at", { filter: true }),
    lastAddress: column.code("service_token.last_address", { shown: false }),
    revokedAt: column.time("service_token.revoked_at", { shown: false }),
    createdAt: column.time("service_token.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "prefix",
  page: "governance/service-tokens/:id",
});
