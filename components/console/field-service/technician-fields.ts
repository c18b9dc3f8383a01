import type { FieldChanges } from "../command-fields";

/** What the input's schema cannot say of a technician's fields. */
export const technicianFieldChanges: Record<string, FieldChanges> = {
  name: { half: true, required: true },
  centreId: { half: true, kind: "reference", resource: "service-centres", required: true },
  phone: { half: true, autoComplete: "off" },
  operatorId: { half: true, kind: "reference", resource: "operators" },
};

/** Everything an edit may change, in the order of the form. */
export const technicianFields = ["name", "centreId", "phone", "operatorId", "skills"] as const;
