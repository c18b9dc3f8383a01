import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

export const businessCalendars = resource({
  name: "business-calendars",
  module: "support",
  permission: "support.calendars.read",
  scope: organizationScope("business_calendar.organization_id"),
  from: () =>
    kysely
      .selectFrom("business_calendar")
      .innerJoin("organization", "organization.id", "business_calendar.organization_id"),
  id: "business_calendar.id",
  columns: {
    name: column.text("business_calendar.name", {
      sort: true,
      search: true,
      filter: true,
      link: true,
      width: 240,
    }),
    timeZone: column.text("business_calendar.time_zone", { filter: true, width: 180 }),
    holidays: column.integer(sql`cardinality(business_calendar.holidays)`),
    policies: column.integer(
      sql`(select count(*) from sla_policy where sla_policy.calendar_id = business_calendar.id and sla_policy.active)`,
    ),
    organization: column.text("organization.name", { width: 200 }),
    organizationId: column.id("business_calendar.organization_id", { refersTo: "organizations" }),
    version: column.integer("business_calendar.version", { shown: false }),
    createdAt: column.time("business_calendar.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("business_calendar.updated_at", { shown: false }),
  },
  defaultSort: "name",
  title: "name",
  subtitle: "timeZone",
  page: "support/business-calendars/:id",
});
