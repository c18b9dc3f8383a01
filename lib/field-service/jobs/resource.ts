import { kysely } from "@/lib/core/db";
import { column, ownScope, resource } from "@/lib/core/resource";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";

/** The tickets of the technician who asks, and nobody else's. */
export const jobs = resource({
  name: "jobs",
  module: "field-service",
  permission: "field-service.jobs.work",
  scope: ownScope("technician.operator_id"),
  from: () =>
    kysely
      .selectFrom("service_ticket")
      .innerJoin("technician", "technician.id", "service_ticket.technician_id")
      .leftJoin("service_centre", "service_centre.id", "service_ticket.centre_id"),
  id: "service_ticket.id",
  columns: {
    number: column.code("service_ticket.number", { search: true, filter: true, link: true, width: 110 }),
    state: column.enum("service_ticket.state", serviceTicketMachine.states),
    appointmentStart: column.time("service_ticket.appointment_start", { sort: true, filter: true }),
    appointmentEnd: column.time("service_ticket.appointment_end"),
    customerName: column.text("service_ticket.customer_name", { search: true }),
    phone: column.code("service_ticket.phone_masked"),
    address: column.text("service_ticket.address", { search: true }),
    issue: column.text("service_ticket.issue", { search: true }),
    skills: column.tags("service_ticket.skills", { shown: false }),
    technician: column.text("technician.name", { shown: false }),
    technicianId: column.id("service_ticket.technician_id", { refersTo: "technicians" }),
    centre: column.text("service_centre.name"),
    dueAt: column.time("service_ticket.due_at", { shown: false }),
    version: column.integer("service_ticket.version", { shown: false }),
    createdAt: column.time("service_ticket.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("service_ticket.updated_at", { shown: false }),
  },
  defaultSort: "appointmentStart",
  title: "number",
  subtitle: "address",
  page: "field-service/service-tickets/:id",
});
