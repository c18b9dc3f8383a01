import { z } from "zod";
import { endDueVouchers } from "@/lib/commerce/vouchers/end-due";
import { failVoucherIssue } from "@/lib/commerce/vouchers/fail-issue";
import { issueNextBatch } from "@/lib/commerce/vouchers/issue-all";
import { beginDays, beginSignUp } from "@/lib/commerce/vouchers/occasions";
import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import "@/lib/registry";
import { inngest } from "../client";
import { everyFiveMinutes } from "../every";

const begun = z.object({ issueId: z.uuid() });

const batchesAStep = 10;

/** Gives an issue's vouchers batch by batch; a crash costs at most the batch under way. */
export const issueVouchersJob = inngest.createFunction(
  {
    id: "issue-vouchers",
    retries: 5,
    concurrency: { key: "event.data.issueId", limit: 1 },
    triggers: [{ event: "voucher-issues/begun" }],
    onFailure: async ({ event, error, step }) => {
      const { issueId } = begun.parse(event.data.event.data);
      await step.run("give up", async () =>
        perform(
          failVoucherIssue,
          { issueId, message: error.message.slice(0, 500) || "The job gave up." },
          await systemCaller("issue-vouchers"),
        ),
      );
    },
  },
  async ({ event, step }) => {
    const { issueId } = begun.parse(event.data);
    for (let round = 1; ; round++) {
      const { issued, over } = await step.run(`batches ${round}`, async () => {
        let result = await issueNextBatch(issueId);
        for (let batch = 1; batch < batchesAStep && !result.over; batch++)
          result = await issueNextBatch(issueId);
        return result;
      });
      if (over) return { issueId, issued };
    }
  },
);

const customer = z.object({ customerId: z.uuid() });

/** Somebody signed up: the vouchers that are given on that. */
export const giveSignUpVouchers = inngest.createFunction(
  { id: "give-sign-up-vouchers", triggers: [{ event: "customers/created" }] },
  async ({ event, step }) => {
    const { customerId } = customer.parse(event.data);
    return step.run("begin", () => beginSignUp(customerId));
  },
);

/** Days of the year vouchers are given on, each where its organization is. */
export const giveDayVouchers = inngest.createFunction(
  { id: "give-day-vouchers", concurrency: { limit: 1 }, triggers: [{ cron: "3 * * * *" }] },
  async ({ step }) => step.run("begin", () => beginDays()),
);

/** Takes back what is left of vouchers whose day has passed, and closes those used up. */
export const endVouchersJob = inngest.createFunction(
  { id: "end-vouchers", concurrency: { limit: 1 }, triggers: [everyFiveMinutes] },
  async ({ step }) => {
    let [next, ended]: [string | null, number] = [null, 0];
    for (let round = 1; ; round++) {
      const from = next;
      const done: Awaited<ReturnType<typeof endDueVouchers>> = await step.run(`end ${round}`, async () => {
        const result = await endDueVouchers(from);
        for (let batch = 1; batch < batchesAStep && result.next !== null; batch++) {
          const { ended: more, next: after } = await endDueVouchers(result.next);
          result.ended += more;
          result.next = after;
        }
        return result;
      });
      ended += done.ended;
      next = done.next;
      if (next === null) return { ended };
    }
  },
);
