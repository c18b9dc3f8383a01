import type { Command } from "@/lib/core/command";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { completeServiceTicket } from "@/lib/field-service/service-tickets/complete";
import { confirmServiceTicket } from "@/lib/field-service/service-tickets/confirm";
import { noteServiceTicket } from "@/lib/field-service/service-tickets/note";
import { reassignServiceTicket } from "@/lib/field-service/service-tickets/reassign";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { startServiceTicket } from "@/lib/field-service/service-tickets/start";

/** What `POST /api/tickets/:id/<act>` does, by the source's names. */
export const ticketActs: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["confirm", confirmServiceTicket as Command],
  ["assign", assignServiceTicket as Command],
  ["reassign", reassignServiceTicket as Command],
  ["reschedule", rescheduleServiceTicket as Command],
  ["start", startServiceTicket as Command],
  ["complete", completeServiceTicket as Command],
  ["cancel", cancelServiceTicket as Command],
  ["notes", noteServiceTicket as Command],
]);

/** The source writes fields like `technician_id`; commands know them as `technicianId`. */
export const inCamelCase = (body: unknown): Record<string, unknown> =>
  body !== null && typeof body === "object" && !Array.isArray(body)
    ? Object.fromEntries(
        Object.entries(body).map(([key, value]) => [
          key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      )
    : {};
