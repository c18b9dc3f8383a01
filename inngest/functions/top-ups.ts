import { z } from "zod";
import { dueRules } from "@/lib/billing/auto-recharges/due";
import { workAutoRecharge } from "@/lib/billing/auto-recharges/work";
import { expireDueTopUps } from "@/lib/billing/top-ups/expire";
import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import "@/lib/registry";
import { inngest } from "../client";
import { everyFiveMinutes, everyMinute } from "../every";

/** Every five minutes, top-ups nobody paid in time. One run at a time. */
export const expireTopUpsJob = inngest.createFunction(
  { id: "expire-top-ups", concurrency: { limit: 1 }, retries: 1, triggers: [everyFiveMinutes] },
  async ({ step }) => ({ closed: await step.run("expire", () => expireDueTopUps()) }),
);

/** How many rules one look hands out; the next minute finds the rest. */
const handedOut = 500;

/** Every minute, wallets that ran low: each gets a run of its own (admin-prd 5). */
export const findRechargesJob = inngest.createFunction(
  { id: "find-recharges", concurrency: { limit: 1 }, retries: 1, triggers: [everyMinute] },
  async ({ step }) => {
    const due = await step.run("look", () => dueRules(handedOut));
    if (due.length > 0)
      await step.sendEvent(
        "hand out",
        due.map((data) => ({ name: "auto-recharges/due", data })),
      );
    return { due: due.length };
  },
);

const aboutRule = z.object({ autoRechargeId: z.uuid() });

/**
 * A rule's next step: notice, charge or stop. One run at a time for each rule; the command itself charges a shortfall once,
 * however often it is asked.
 */
export const autoRechargeJob = inngest.createFunction(
  {
    id: "auto-recharge",
    retries: 3,
    concurrency: { key: "event.data.autoRechargeId", limit: 1 },
    triggers: [{ event: "auto-recharges/due" }, { event: "auto-recharges/changed" }],
  },
  async ({ event, step }) => {
    const { autoRechargeId } = aboutRule.parse(event.data);
    return step.run("work", async () =>
      perform(workAutoRecharge, { autoRechargeId }, await systemCaller("auto-recharge")),
    );
  },
);
