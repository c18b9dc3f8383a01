import { z } from "zod";
import { id } from "@/lib/core/id";

export const subject = z.string().trim().min(3).max(200);

/** What somebody writes into a ticket: up to 10,000 characters. */
export const body = z.string().trim().min(1).max(10_000);

/** Files uploaded for it before (`POST /api/files?purpose=support-attachment`), at most ten at a time. */
export const fileIds = z
  .array(id)
  .max(10)
  .transform((ids) => [...new Set(ids)]);

/** What a ticket may be about. An API key goes by the prefix people see of it. */
export const linkFields = {
  orderId: id.nullable().optional(),
  topUpId: id.nullable().optional(),
  billId: id.nullable().optional(),
  disputeId: id.nullable().optional(),
  serviceTicketId: id.nullable().optional(),
  keyPrefix: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{3,24}$/, { error: "support.validation.key_prefix" })
    .nullable()
    .optional(),
};

/** What every act on a ticket takes: which one, and the version it was seen in. */
export const ticketFields = { ticketId: id, version: z.int().positive().optional() };
