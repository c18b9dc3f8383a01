/** What may be allowed in this module (field-service, permissions); described in `messages/<locale>/field-service`. */
export const fieldServicePermissions = [
  "field-service.tickets.read",
  "field-service.tickets.write",
  "field-service.tickets.assign",
  "field-service.tickets.complete",
  "field-service.tickets.upload",
  "field-service.tickets.reveal",
  "field-service.technicians.read",
  "field-service.technicians.write",
  "field-service.service-centres.read",
  "field-service.service-centres.write",
  "field-service.jobs.work",
] as const;
