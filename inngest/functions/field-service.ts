import { watchTickets } from "@/lib/field-service/service-tickets/watch";
import "@/lib/registry";
import { inngest } from "../client";

/** Every ten minutes: tickets overdue in their state, and visits that are near. One run at a time. */
export const serviceTicketReminders = inngest.createFunction(
  {
    id: "service-ticket-reminders",
    concurrency: { limit: 1 },
    retries: 1,
    triggers: [{ cron: "*/10 * * * *" }],
  },
  async ({ step }) => step.run("watch", () => watchTickets()),
);
