import { z } from "zod";
import { prepareLedgerPartitions } from "@/lib/billing/ledger/partitions";
import { carryOut, claimAttempt, gaveUp, reportOutcome } from "@/lib/governance/approvals/carry-out";
import { approvalNews } from "@/lib/governance/approvals/notify";
import { sweepApprovals } from "@/lib/governance/approvals/sweep";
import { tellOf } from "@/lib/governance/approvals/tell";
import { prepareAuditPartitions } from "@/lib/governance/audit-entries/partitions";
import { pruneOldEntries } from "@/lib/governance/audit-entries/prune";
import { sealUnsealed } from "@/lib/governance/audit-entries/seal-all";
import "@/lib/registry";
import { inngest } from "../client";
import { everyMinute } from "../every";

const attempt = z.object({ approvalId: z.uuid(), attempt: z.int().positive() });

/**
 * Carries out what was approved: claim, execute, report (design section 4). Whatever crashes in between, the command's work is
 * done once, because the approval's id is its idempotency key.
 */
export const executeApproval = inngest.createFunction(
  {
    id: "execute-approval",
    retries: 3,
    concurrency: { key: "event.data.approvalId", limit: 1 },
    triggers: [{ event: "approvals/approved" }, { event: "approvals/retried" }],
    onFailure: async ({ event, error, step }) => {
      const { approvalId } = attempt.parse(event.data.event.data);
      const { run_id: runId } = event.data;
      await step.run("report the failure", () => reportOutcome({ approvalId, runId }, gaveUp(error)));
    },
  },
  async ({ event, step, runId }) => {
    const { approvalId, attempt: number } = attempt.parse(event.data);
    const mine = await step.run("claim", () => claimAttempt({ approvalId, attempt: number, runId }));
    if (!mine) return { approvalId, overtaken: true };
    const ended = await step.run("execute", () => carryOut(approvalId));
    await step.run("report", () => reportOutcome({ approvalId, runId }, ended));
    return { approvalId, outcome: ended.outcome };
  },
);

const news = z.object({ approvalId: z.uuid() });

/** Tells those who can take the next step, or the requester when it is over. */
export const notifyApproval = inngest.createFunction(
  { id: "notify-approval", triggers: approvalNews.map((what) => ({ event: `approvals/${what}` })) },
  async ({ event, step, runId }) => {
    const { approvalId } = news.parse(event.data);
    const what = z.enum(approvalNews).parse(event.name.replace("approvals/", ""));
    return step.run("tell", () => tellOf(approvalId, what, event.id ?? runId));
  },
);

/** Requests nobody decided on expire, executions that got stuck fail. */
export const expireApprovals = inngest.createFunction(
  { id: "expire-approvals", concurrency: { limit: 1 }, triggers: [everyMinute] },
  async ({ step }) => ({ ended: await step.run("sweep", () => sweepApprovals()) }),
);

/** Gives new audit entries their place in the chain. */
export const sealAudit = inngest.createFunction(
  { id: "seal-audit", concurrency: { limit: 1 }, triggers: [everyMinute] },
  async ({ step }) => ({ sealed: await step.run("seal", () => sealUnsealed()) }),
);

/** Removes audit entries the retention no longer keeps. */
export const pruneAudit = inngest.createFunction(
  { id: "prune-audit", concurrency: { limit: 1 }, triggers: [{ cron: "17 3 * * *" }] },
  async ({ step }) => ({ removed: await step.run("prune", () => pruneOldEntries()) }),
);

/** Makes the months ahead for what is partitioned by month. */
export const preparePartitions = inngest.createFunction(
  { id: "prepare-partitions", triggers: [{ cron: "7 2 * * *" }] },
  async ({ step }) => {
    await step.run("audit entries", () => prepareAuditPartitions());
    await step.run("ledger entries", () => prepareLedgerPartitions());
  },
);
