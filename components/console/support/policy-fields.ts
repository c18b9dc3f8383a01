import type { FieldChanges } from "../command-fields";

/** What a policy is asked for, in the order of the form. */
export const policyFieldNames = [
  "name",
  "type",
  "priority",
  "calendarId",
  "firstResponseMinutes",
  "resolveMinutes",
  "warnMinutes",
] as const;

/** What the input's schema cannot say of a policy's fields. */
export const policyFieldChanges: Record<string, FieldChanges> = {
  name: { required: true },
  type: { half: true },
  priority: { half: true, required: true },
  calendarId: { kind: "reference", resource: "business-calendars", required: true },
  firstResponseMinutes: { half: true, required: true },
  resolveMinutes: { half: true, required: true },
  warnMinutes: { half: true },
};
