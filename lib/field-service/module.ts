import { module } from "@/lib/core/module";
import { fieldServicePermissions } from "@/lib/field-service/permissions";

/** Appointments, the people who go there, and what they bring back. */
export const fieldService = module({
  name: "field-service",
  optional: true,
  permissions: fieldServicePermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
