import { sql } from "kysely";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import { wholePhones } from "@/lib/core/crypto/phone";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";

export const ticketSources = { booking: "neutral", console: "neutral", api: "neutral" } as const;

export const serviceTickets = resource({
  name: "service-tickets",
  module: "field-service",
  permission: "field-service.tickets.read",
  scope: organizationScope("service_ticket.organization_id"),
  from: () =>
    kysely
      .selectFrom("service_ticket")
      .innerJoin("organization", "organization.id", "service_ticket.organization_id")
      .leftJoin("technician", "technician.id", "service_ticket.technician_id")
      .leftJoin("service_centre", "service_centre.id", "service_ticket.centre_id"),
  id: "service_ticket.id",
  columns: {
    number: column.code("service_ticket.number", { search: true, filter: true, link: true, width: 110 }),
    state: column.enum("service_ticket.state", serviceTicketMachine.states),
    appointmentStart: column.time("service_ticket.appointment_start", {
      absolute: true,
      sort: true,
      filter: true,
      width: 160,
    }),
    overdue: column.boolean(sql`coalesce(service_ticket.due_at < now(), false)`, {
      filter: true,
      tone: "danger",
      width: 100,
    }),
    customerName: column.text("service_ticket.customer_name", { search: true, filter: true, width: 160 }),
    technician: column.text("technician.name", { width: 150 }),
    phone: column.code("service_ticket.phone_masked", { width: 140 }),
    address: column.text("service_ticket.address", { search: true, filter: true, width: 240 }),
    centre: column.text("service_centre.name", { width: 150 }),
    issue: column.text("service_ticket.issue", { search: true, width: 260 }),
    dueAt: column.time("service_ticket.due_at", { absolute: true, filter: true, shown: false }),
    skills: column.tags("service_ticket.skills", { filter: true, shown: false }),
    appointmentEnd: column.time("service_ticket.appointment_end", { absolute: true, shown: false }),
    source: column.enum("service_ticket.source", ticketSources, { shown: false }),
    technicianId: column.id("service_ticket.technician_id", { refersTo: "technicians" }),
    centreId: column.id("service_ticket.centre_id", { refersTo: "service-centres" }),
    customerId: column.id("service_ticket.customer_id", { refersTo: "customers" }),
    organization: column.text("organization.name", { shown: false, width: 180 }),
    organizationId: column.id("service_ticket.organization_id", { refersTo: "organizations" }),
    version: column.integer("service_ticket.version", { shown: false }),
    createdAt: column.time("service_ticket.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("service_ticket.updated_at", { shown: false }),
  },
  defaultSort: "-appointmentStart",
  title: "number",
  subtitle: "customerName",
  page: "field-service/service-tickets/:id",
  // A whole number is found by its keyed hash; lists never hold the number itself.
  findsBy(words) {
    const hashes = wholePhones(words).flatMap(lookupHashes);
    return hashes.length === 0 ? null : sql<boolean>`service_ticket.phone_hash in (${sql.join(hashes)})`;
  },
});
