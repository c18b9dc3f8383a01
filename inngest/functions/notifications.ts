import { NonRetriableError } from "inngest";
import { z } from "zod";
import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import { deliverMail, refusedForGood } from "@/lib/notifications/mail/deliver";
import { settleMail } from "@/lib/notifications/mail/settle";
import { inngest } from "../client";

const queued = z.object({ mailId: z.uuid() });

/** Sends one e-mail. A server that is down is asked again for some hours; then, or when it refuses for good, the mail has failed. */
export const sendMail = inngest.createFunction(
  {
    id: "send-mail",
    retries: 8,
    concurrency: { limit: 5 },
    triggers: [{ event: "mail/queued" }],
    onFailure: async ({ event, error, step }) => {
      const { mailId } = queued.parse(event.data.event.data);
      await step.run("note the failure", async () =>
        perform(
          settleMail,
          { mailId, outcome: "failed", error: error.message.slice(0, 1000) },
          await systemCaller("send-mail"),
        ),
      );
    },
  },
  async ({ event, step }) => {
    const { mailId } = queued.parse(event.data);
    const outcome = await step.run("send", async () => {
      try {
        return (await deliverMail(mailId)).outcome;
      } catch (error) {
        if (refusedForGood(error)) throw new NonRetriableError((error as Error).message, { cause: error });
        throw error;
      }
    });
    if (outcome === "settled_before") return { mailId, outcome };
    await step.run("settle", async () =>
      perform(settleMail, { mailId, outcome }, await systemCaller("send-mail")),
    );
    return { mailId, outcome };
  },
);
