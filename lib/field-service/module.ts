import { module } from "@/lib/core/module";
import { jobs } from "@/lib/field-service/jobs/resource";
import { fieldServicePermissions } from "@/lib/field-service/permissions";
import { activateServiceCentre } from "@/lib/field-service/service-centres/activate";
import { createServiceCentre } from "@/lib/field-service/service-centres/create";
import { deactivateServiceCentre } from "@/lib/field-service/service-centres/deactivate";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";
import { updateServiceCentre } from "@/lib/field-service/service-centres/update";
import { addTicketImage } from "@/lib/field-service/service-tickets/add-image";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { bookServiceTicket } from "@/lib/field-service/service-tickets/book";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { completeServiceTicket } from "@/lib/field-service/service-tickets/complete";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
import { noteServiceTicket } from "@/lib/field-service/service-tickets/note";
import { noteOverdueTicket } from "@/lib/field-service/service-tickets/note-overdue";
import { reassignServiceTicket } from "@/lib/field-service/service-tickets/reassign";
import { remindOfTicket } from "@/lib/field-service/service-tickets/remind";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { revealTicketPhone } from "@/lib/field-service/service-tickets/reveal-phone";
import { startServiceTicket } from "@/lib/field-service/service-tickets/start";
import { updateServiceTicket } from "@/lib/field-service/service-tickets/update";
import { activateTechnician } from "@/lib/field-service/technicians/activate";
import { createTechnician } from "@/lib/field-service/technicians/create";
import { deactivateTechnician } from "@/lib/field-service/technicians/deactivate";
import { technicianMachine } from "@/lib/field-service/technicians/machine";
import { technicians } from "@/lib/field-service/technicians/resource";
import { updateTechnician } from "@/lib/field-service/technicians/update";

/** Appointments, the people who go there, and what they bring back. */
export const fieldService = module({
  name: "field-service",
  optional: true,
  permissions: fieldServicePermissions,
  commands: [
    bookServiceTicket,
    updateServiceTicket,
    confirmServiceTicket,
    assignServiceTicket,
    reassignServiceTicket,
    rescheduleServiceTicket,
    startServiceTicket,
    addTicketImage,
    completeServiceTicket,
    cancelServiceTicket,
    noteServiceTicket,
    revealTicketPhone,
    noteOverdueTicket,
    remindOfTicket,
    createTechnician,
    updateTechnician,
    deactivateTechnician,
    activateTechnician,
    createServiceCentre,
    updateServiceCentre,
    deactivateServiceCentre,
    activateServiceCentre,
  ],
  resources: [serviceTickets, jobs, technicians, serviceCentres],
  machines: [serviceTicketMachine, technicianMachine],
  menu: [
    {
      key: "service-tickets",
      path: "field-service/service-tickets",
      permission: "field-service.tickets.read",
      icon: "wrench",
    },
    {
      key: "board",
      path: "field-service/board",
      permission: "field-service.tickets.read",
      icon: "calendar-check",
    },
    {
      key: "technicians",
      path: "field-service/technicians",
      permission: "field-service.technicians.read",
      icon: "user-check",
    },
    {
      key: "service-centres",
      path: "field-service/service-centres",
      permission: "field-service.service-centres.read",
      icon: "map-pin",
    },
  ],
});
