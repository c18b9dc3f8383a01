/** What may be allowed in this module; described in `messages/<locale>/support`. */
export const supportPermissions = [
  "support.sla-policies.read",
  "support.sla-policies.write",
  "support.calendars.read",
  "support.calendars.write",
  "support.macros.read",
  "support.macros.write",
] as const;
