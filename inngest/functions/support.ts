import { z } from "zod";
import "@/lib/registry";
import { mailFilesDue } from "@/lib/support/mail/attach";
import { giveUpMail, handleMail, handleMailFiles } from "@/lib/support/mail/handle";
import { mailReceived } from "@/lib/support/mail/receive";
import { watchSupport } from "@/lib/support/support-tickets/sla-job";
import { inngest } from "../client";
import { everyMinute } from "../every";

/** Every minute: warnings before something is due, what was missed, and what was resolved long enough ago. One run at a time. */
export const supportSla = inngest.createFunction(
  { id: "support-sla", concurrency: { limit: 1 }, retries: 1, triggers: [everyMinute] },
  async ({ step }) => step.run("watch", () => watchSupport()),
);

const received = z.object({ mailId: z.uuid() });

/** A failure handler's event carries the one that started the run. */
const failed = z.object({ event: z.object({ data: received }) });

/** Puts an e-mail that came in into its ticket. One that cannot be read after some hours is put aside, and staff are told. */
export const takeInMailJob = inngest.createFunction(
  {
    id: "take-in-mail",
    retries: 6,
    concurrency: { limit: 3 },
    triggers: [{ event: mailReceived }],
    onFailure: async ({ event, error, step }) => {
      const { mailId } = failed.parse(event.data).event.data;
      await step.run("give up", () => giveUpMail(mailId, error));
    },
  },
  async ({ event, step }) => {
    const { mailId } = received.parse(event.data);
    return step.run("handle", () => handleMail(mailId));
  },
);

/** Keeps the attachments of an e-mail that staff made a ticket from. The message is there until that is done. */
export const keepMailFilesJob = inngest.createFunction(
  { id: "keep-mail-files", retries: 6, concurrency: { limit: 3 }, triggers: [{ event: mailFilesDue }] },
  async ({ event, step }) => {
    const { mailId } = received.parse(event.data);
    return step.run("keep", () => handleMailFiles(mailId));
  },
);
