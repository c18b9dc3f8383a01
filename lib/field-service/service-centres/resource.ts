import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

export const serviceCentres = resource({
  name: "service-centres",
  module: "field-service",
  permission: "field-service.service-centres.read",
  scope: organizationScope("service_centre.organization_id"),
  from: () =>
    kysely
      .selectFrom("service_centre")
      .innerJoin("organization", "organization.id", "service_centre.organization_id"),
  id: "service_centre.id",
  columns: {
    name: column.text("service_centre.name", {
      sort: true,
      search: true,
      filter: true,
      link: true,
      width: 220,
    }),
    address: column.text("service_centre.address", { search: true, width: 320 }),
    active: column.boolean("service_centre.active", { filter: true }),
    technicians: column.integer(
      sql`(select count(*) from technician where technician.centre_id = service_centre.id and technician.state = 'active')`,
    ),
    organization: column.text("organization.name", { width: 200 }),
    organizationId: column.id("service_centre.organization_id", { refersTo: "organizations" }),
    version: column.integer("service_centre.version", { shown: false }),
    createdAt: column.time("service_centre.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("service_centre.updated_at", { shown: false }),
  },
  defaultSort: "name",
  title: "name",
  subtitle: "address",
  page: "field-service/service-centres/:id",
});
