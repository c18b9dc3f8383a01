import { z } from "zod";
import { beginDueRun } from "@/lib/billing/bill-runs/begin";
import { dueRuns } from "@/lib/billing/bill-runs/due";
import { failBillRun } from "@/lib/billing/bill-runs/fail";
import { workOnRun } from "@/lib/billing/bill-runs/work";
import { liftWithProfile, suspendWithProfile } from "@/lib/billing/billing-profiles/suspend-organization";
import { autoPayBill } from "@/lib/billing/bills/auto-pay";
import { billsToDun, dunBill } from "@/lib/billing/bills/dun";
import { presentBill } from "@/lib/billing/bills/present";
import { keepInvoiceFile } from "@/lib/billing/invoices/file";
import { makeInvoiceFile } from "@/lib/billing/invoices/pdf";
import { closeOpenPayment } from "@/lib/commerce/payment-attempts/close-open";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import "@/lib/registry";
import { inngest } from "../client";

/** Every hour, time zones in which a month has begun: their owners are billed (admin-prd 7). */
export const beginBillRunsJob = inngest.createFunction(
  { id: "begin-bill-runs", concurrency: { limit: 1 }, retries: 1, triggers: [{ cron: "7,37 * * * *" }] },
  async ({ step }) => {
    const due = await step.run("look", () => dueRuns());
    for (const { timeZone, until } of due)
      await step.run(`begin ${timeZone} ${until}`, async () =>
        perform(beginDueRun, { timeZone, until }, await systemCaller("issue-bills")),
      );
    return { begun: due.length };
  },
);

const run = z.object({ billRunId: z.uuid() });

/** So many notes of progress are one step. */
const notesAStep = 5;

/** Bills the owners of a run one after the other; a crash costs at most the one under way. */
export const issueBillsJob = inngest.createFunction(
  {
    id: "issue-bills",
    retries: 5,
    concurrency: { key: "event.data.billRunId", limit: 1 },
    triggers: [{ event: "bill-runs/begun" }],
    onFailure: async ({ event, error, step }) => {
      const { billRunId } = run.parse(event.data.event.data);
      await step.run("give up", async () =>
        perform(
          failBillRun,
          { billRunId, message: error.message.slice(0, 500) || "The job gave up." },
          await systemCaller("issue-bills"),
        ),
      );
    },
  },
  async ({ event, step }) => {
    const { billRunId } = run.parse(event.data);
    for (let round = 1; ; round++) {
      const over = await step.run(`owners ${round}`, async () => {
        let result = await workOnRun(billRunId);
        for (let note = 1; note < notesAStep && !result.over; note++) result = await workOnRun(billRunId);
        return result.over;
      });
      if (over) return { billRunId, rounds: round };
    }
  },
);

const issued = z.object({ billId: z.uuid(), operatorId: z.uuid().nullable() });

/** A bill was issued: what the wallet has is taken where the owner agreed, then they are told what is left. */
export const deliverBillJob = inngest.createFunction(
  { id: "deliver-bill", retries: 5, triggers: [{ event: "bills/issued" }] },
  async ({ event, step }) => {
    const { billId, operatorId } = issued.parse(event.data);
    const paid = await step.run("auto-pay", async () => {
      try {
        return await perform(autoPayBill, { billId }, await systemCaller("deliver-bill"));
      } catch (error) {
        // A wallet that cannot pay is no reason not to send the bill.
        if (error instanceof AppError && error.code === "rule_violation") return { refused: error.reason };
        throw error;
      }
    });
    await step.run("present", async () =>
      perform(presentBill, { billId, operatorId }, await systemCaller("deliver-bill")),
    );
    return { billId, paid };
  },
);

const abandoned = z.object({ attemptIds: z.array(z.uuid()) });

/** A bill was paid otherwise, or is no more: pages to pay it on are closed. */
export const closeBillPagesJob = inngest.createFunction(
  { id: "close-bill-pages", retries: 6, triggers: [{ event: "bills/pages-abandoned" }] },
  async ({ event, step }) => {
    const { attemptIds } = abandoned.parse(event.data);
    for (const attemptId of attemptIds)
      await step.run(`close ${attemptId}`, () => closeOpenPayment(attemptId));
    return { closed: attemptIds.length };
  },
);

const atOnce = 200;

/** Every half hour, bills that are overdue: reminders, and in the end suspension (admin-prd 7). One failure stops none. */
export const dunBillsJob = inngest.createFunction(
  { id: "dun-bills", concurrency: { limit: 1 }, retries: 1, triggers: [{ cron: "11,41 * * * *" }] },
  async ({ step }) =>
    step.run("dun", async () => {
      const caller = await systemCaller("dun-bills");
      const outcome = { dunned: 0, failed: 0 };
      for (const billId of await billsToDun(atOnce))
        try {
          await perform(dunBill, { billId }, caller);
          outcome.dunned++;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          outcome.failed++;
        }
      return outcome;
    }),
);

const suspended = z.object({
  billingProfileId: z.uuid(),
  organizationId: z.uuid(),
  number: z.string().nullable(),
  organizationToo: z.boolean(),
});

/** Where the settings say so, an organization is suspended with its billing profile, and reactivated with it. */
export const suspendDebtorJob = inngest.createFunction(
  { id: "suspend-debtor", retries: 5, triggers: [{ event: "billing-profiles/suspended" }] },
  async ({ event, step }) => {
    const { organizationToo, ...profile } = suspended.parse(event.data);
    if (!organizationToo) return { suspended: false };
    return step.run("suspend", () => suspendWithProfile(profile));
  },
);

const restored = z.object({
  organizationId: z.uuid(),
  organizationSuspendedAt: z.coerce.date().nullable(),
});

export const restoreDebtorJob = inngest.createFunction(
  { id: "restore-debtor", retries: 5, triggers: [{ event: "billing-profiles/restored" }] },
  async ({ event, step }) => {
    const profile = restored.parse(event.data);
    return step.run("reactivate", () => liftWithProfile(profile));
  },
);

const invoiced = z.object({ invoiceId: z.uuid(), operatorId: z.uuid().nullable() });

/** An invoice was issued: its PDF is made and kept, and the buyer told. */
export const makeInvoiceJob = inngest.createFunction(
  { id: "make-invoice", retries: 5, triggers: [{ event: "invoices/issued" }] },
  async ({ event, step }) => {
    const { invoiceId, operatorId } = invoiced.parse(event.data);
    const file = await step.run("draw", () => makeInvoiceFile(invoiceId));
    return step.run("keep", async () =>
      perform(keepInvoiceFile, { invoiceId, file, operatorId }, await systemCaller("make-invoice")),
    );
  },
);
