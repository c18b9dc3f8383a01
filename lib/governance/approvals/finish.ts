import { z } from "zod";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { endExecution, executionOutcome } from "@/lib/governance/approvals/ending";
import { auditTarget, lockApproval } from "@/lib/governance/approvals/locked";

/** The durable run says how it went. Only the run that holds the claim is heard. */
export const finishApproval = command({
  name: "approvals.finish",
  permission: null,
  approvable: false,
  input: object({ approvalId: id, runId: z.string().min(1).max(200), ended: executionOutcome }),
  scope: bySystem(ofRow("approval", (input) => input.approvalId)),
  async run({ input: { approvalId, runId, ended }, tx, audit, emit, now }) {
    const approval = await lockApproval(tx, approvalId);
    const { state, event } = await endExecution(tx, { approvalId, outcome: ended, now }, { runId });
    audit.target(auditTarget(approval));
    audit.change(
      { state: approval.state },
      { state, ...(ended.outcome === "failed" ? { error: ended.error.message } : {}) },
    );
    if (event) emit(event, { approvalId });
    return { approvalId, state };
  },
});
