import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, pathScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";
import { pathValue } from "@/lib/core/resource/path-value";
import { organizationMachine } from "@/lib/customers/organizations/machine";

export const organizationKinds = {
  platform: "neutral",
  reseller: "neutral",
  enterprise: "neutral",
  developer_org: "neutral",
  individual: "neutral",
} satisfies Record<string, Tone>;

export const organizations = resource({
  name: "organizations",
  module: "customers",
  permission: "customers.organizations.read",
  exportPermission: "customers.organizations.export",
  scope: pathScope("organization.path"),
  from: () =>
    kysely
      .selectFrom("organization")
      .leftJoin("organization as parent", "parent.id", "organization.parent_id"),
  id: "organization.id",
  columns: {
    name: column.text("organization.name", {
      sort: true,
      search: true,
      filter: true,
      link: true,
      width: 260,
    }),
    number: column.code("organization.number", { sort: true, search: true, link: true, width: 120 }),
    kind: column.enum("organization.kind", organizationKinds, { width: 180 }),
    state: column.enum("organization.state", organizationMachine.states),
    parent: column.text("parent.name", { width: 220 }),
    parentId: column.id("organization.parent_id", { refersTo: "organizations" }),
    email: column.text("organization.email", { search: true, filter: true, width: 220 }),
    country: column.code("organization.country", { filter: true, width: 90 }),
    currency: column.code("organization.currency", { width: 90, shown: false }),
    timeZone: column.text("organization.time_zone", { shown: false }),
    children: column.integer(
      sql`(select count(*) from organization as child where child.parent_id = organization.id)`,
      { shown: false },
    ),
    externalRef: column.code("organization.external_ref", { search: true, filter: true, shown: false }),
    note: column.text("organization.note", { shown: false }),
    suspendedAt: column.time("organization.suspended_at", { shown: false }),
    suspensionReason: column.text("organization.suspension_reason", { shown: false }),
    version: column.integer("organization.version", { shown: false }),
    createdAt: column.time("organization.created_at", { sort: true, filter: true }),
    updatedAt: column.time("organization.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "number",
  page: "customers/organizations/:id",
  narrows: {
    /** The organization with this path, and those above it. */
    upwards: (path) => sql`organization.path @> ${pathValue("upwards", path)}`,
  },
});
