import { sql } from "kysely";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import { wholePhones } from "@/lib/core/crypto/phone";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { technicianMachine } from "@/lib/field-service/technicians/machine";

export const technicians = resource({
  name: "technicians",
  module: "field-service",
  permission: "field-service.technicians.read",
  scope: organizationScope("technician.organization_id"),
  from: () =>
    kysely
      .selectFrom("technician")
      .innerJoin("service_centre", "service_centre.id", "technician.centre_id")
      .innerJoin("organization", "organization.id", "technician.organization_id")
      .leftJoin("operator", "operator.id", "technician.operator_id"),
  id: "technician.id",
  columns: {
    name: column.text("technician.name", { sort: true, search: true, filter: true, link: true, width: 200 }),
    number: column.code("technician.number", { search: true, link: true, width: 120 }),
    state: column.enum("technician.state", technicianMachine.states),
    centre: column.text("service_centre.name", { width: 180 }),
    skills: column.tags("technician.skills", { filter: true, width: 220 }),
    phone: column.code("technician.phone_masked", { width: 150 }),
    open: column.integer(
      sql`(select count(*) from service_ticket where service_ticket.technician_id = technician.id and service_ticket.state in ('assigned', 'in_progress'))`,
    ),
    operator: column.text("operator.name", { width: 160 }),
    centreId: column.id("technician.centre_id", { refersTo: "service-centres" }),
    operatorId: column.id("technician.operator_id", { refersTo: "operators" }),
    organization: column.text("organization.name", { shown: false, width: 200 }),
    organizationId: column.id("technician.organization_id", { refersTo: "organizations" }),
    version: column.integer("technician.version", { shown: false }),
    createdAt: column.time("technician.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("technician.updated_at", { shown: false }),
  },
  defaultSort: "name",
  title: "name",
  subtitle: "centre",
  page: "field-service/technicians/:id",
  findsBy(words) {
    const hashes = wholePhones(words).flatMap(lookupHashes);
    return hashes.length === 0 ? null : sql<boolean>`technician.phone_hash in (${sql.join(hashes)})`;
  },
});
