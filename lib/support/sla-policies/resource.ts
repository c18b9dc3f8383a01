import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

export const slaPolicies = resource({
  name: "sla-policies",
  module: "support",
  permission: "support.sla-policies.read",
  scope: organizationScope("sla_policy.organization_id"),
  from: () =>
    kysely
      .selectFrom("sla_policy")
      .innerJoin("business_calendar", "business_calendar.id", "sla_policy.calendar_id")
      .innerJoin("organization", "organization.id", "sla_policy.organization_id"),
  id: "sla_policy.id",
  columns: {
    name: column.text("sla_policy.name", { sort: true, search: true, filter: true, link: true, width: 220 }),
    organization: column.text("organization.name", { width: 200 }),
    type: column.enum("sla_policy.type", {
      top_up: "neutral",
      billing_dispute: "neutral",
      quota: "neutral",
      technical: "neutral",
      compliance: "neutral",
    }),
    priority: column.enum("sla_policy.priority", {
      low: "neutral",
      normal: "neutral",
      high: "waiting",
      urgent: "danger",
    }),
    firstResponseMinutes: column.integer("sla_policy.first_response_minutes", { width: 150, minutes: true }),
    resolveMinutes: column.integer("sla_policy.resolve_minutes", { width: 140, minutes: true }),
    warnMinutes: column.integer("sla_policy.warn_minutes", { width: 130, minutes: true }),
    calendar: column.text("business_calendar.name", { width: 180 }),
    active: column.boolean("sla_policy.active", { filter: true }),
    calendarId: column.id("sla_policy.calendar_id", { refersTo: "business-calendars" }),
    organizationId: column.id("sla_policy.organization_id", { refersTo: "organizations" }),
    version: column.integer("sla_policy.version", { shown: false }),
    createdAt: column.time("sla_policy.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("sla_policy.updated_at", { shown: false }),
  },
  defaultSort: "name",
  title: "name",
  subtitle: "calendar",
  page: "support/sla-policies/:id",
});
