import { watchSupport } from "@/lib/support/support-tickets/sla-job";
import "@/lib/registry";
import { inngest } from "../client";

/** Every minute: warnings before something is due, what was missed, and what was resolved long enough ago. One run at a time. */
export const supportSla = inngest.createFunction(
  { id: "support-sla", concurrency: { limit: 1 }, retries: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => step.run("watch", () => watchSupport()),
);
