import { z } from "zod";
import { ticketPriorities } from "@/lib/support/sla-policies/fields";

/** What a macro writes: an answer everybody sees, or a note for staff. */
export const macroKinds = ["public", "internal"] as const;

/** What can be said of a macro on creation and later. */
export const macroFields = {
  name: z.string().trim().min(1).max(80),
  body: z.string().trim().min(1).max(8000),
  kind: z.enum(macroKinds),
  /** What it sets besides; nothing when null. */
  priority: z.enum(ticketPriorities).nullable(),
  /** Whether the ticket is resolved with it. */
  resolves: z.boolean(),
};

/** The fields an audit entry and a conflict show. */
export const macroSelect = {
  organizationId: true,
  name: true,
  body: true,
  kind: true,
  priority: true,
  resolves: true,
  version: true,
} as const;
