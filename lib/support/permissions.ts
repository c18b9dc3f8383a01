/** What may be allowed in this module (admin-prd 13); described in `messages/<locale>/support`. */
export const supportPermissions = [
  "support.tickets.read",
  /** Opens tickets, and takes part in one's own organization's as its customer: answers, urges, rates, reopens, closes. */
  "support.tickets.open",
  /** As staff: changes a ticket, resolves, closes, reopens, merges it. */
  "support.tickets.write",
  /** As staff: gives tickets to people and hands them on. */
  "support.tickets.assign",
  /** As staff: answers the customer. */
  "support.tickets.comment",
  /** As staff: writes what only staff reads. */
  "support.tickets.note",
  /** As staff: asks for a credit on the bill in question. */
  "support.tickets.credit",
  "support.mail.read",
  "support.sla-policies.read",
  "support.sla-policies.write",
  "support.calendars.read",
  "support.calendars.write",
  "support.macros.read",
  "support.macros.write",
] as const;
