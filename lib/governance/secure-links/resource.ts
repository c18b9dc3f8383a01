import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { ofListsCalled } from "@/lib/core/resource/list-titles";
import { browserIn } from "@/lib/governance/sessions/browser-name";

/** Links handed out, without their secret. */
export const secureLinks = resource({
  name: "secure-links",
  module: "governance",
  permission: "governance.secure-links.read",
  scope: organizationScope("secure_link.organization_id"),
  from: () =>
    kysely
      .selectFrom("secure_link")
      .innerJoin("operator", "operator.id", "secure_link.created_by_id")
      .innerJoin("organization", "organization.id", "secure_link.organization_id"),
  id: "secure_link.id",
  columns: {
    target: column.text("secure_link.target_label", { search: true, filter: true, link: true }),
    targetType: column.text("secure_link.target_type", {
      filter: true,
      width: 140,
      contains: ofListsCalled("secure_link.target_type"),
    }),
    targetId: column.code("secure_link.target_id", { shown: false }),
    state: column.enum(
      sql`case when secure_link.revoked_at is not null then 'revoked' when secure_link.opened_at is not null then 'used'
        when secure_link.expires_at <= now() then 'expired' else 'open' end`,
      { open: "waiting", used: "done", expired: "over", revoked: "over" },
    ),
    createdBy: column.text("operator.name"),
    createdById: column.id("secure_link.created_by_id", { refersTo: "operators" }),
    organization: column.text("organization.name", { shown: false }),
    organizationId: column.id("secure_link.organization_id", { refersTo: "organizations" }),
    note: column.text("secure_link.note", { width: 260 }),
    tries: column.integer(
      sql`(select count(*) from secure_link_open where secure_link_open.link_id = secure_link.id)`,
    ),
    expiresAt: column.time("secure_link.expires_at", { filter: true }),
    openedAt: column.time("secure_link.opened_at", { filter: true }),
    revokedAt: column.time("secure_link.revoked_at", { shown: false }),
    createdAt: column.time("secure_link.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "target",
  subtitle: "targetType",
  page: "governance/secure-links/:id",
});

/** Every try at a link, successful or not. */
export const secureLinkOpens = resource({
  name: "secure-link-opens",
  module: "governance",
  permission: "governance.secure-links.read",
  scope: organizationScope("secure_link.organization_id"),
  from: () =>
    kysely
      .selectFrom("secure_link_open")
      .innerJoin("secure_link", "secure_link.id", "secure_link_open.link_id"),
  id: "secure_link_open.id",
  columns: {
    target: column.text("secure_link.target_label"),
    secureLinkId: column.id("secure_link_open.link_id", { refersTo: "secure-links" }),
    outcome: column.enum("secure_link_open.outcome", {
      opened: "done",
      expired: "over",
      used: "waiting",
      revoked: "over",
      gone: "danger",
    }),
    address: column.code("secure_link_open.address", { filter: true, width: 140 }),
    browser: column.text(browserIn("secure_link_open.user_agent")),
    userAgent: column.text("secure_link_open.user_agent", { shown: false, width: 300 }),
    createdAt: column.time("secure_link_open.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "target",
  subtitle: "outcome",
});
