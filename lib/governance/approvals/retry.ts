import { after } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { caseOf } from "@/lib/governance/approvals/case";
import { executionLease } from "@/lib/governance/approvals/lease";
import { auditTarget, lockApproval, stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";
import { obstacleToRetry } from "@/lib/governance/approvals/rules";

/** Has an approved command that failed, or was never carried out, carried out again (control-tower 5.4). */
export const retryApproval = command({
  name: "approvals.retry",
  permission: "governance.approvals.execute",
  approvable: false,
  input: object({ approvalId: id, reason: reason.optional() }),
  scope: ofRow("approval", (input) => input.approvalId),
  async run({ input: { approvalId }, tx, caller, place, audit, emit, now }) {
    const approval = await lockApproval(tx, approvalId);
    const { about, who } = await caseOf(tx, approval, caller, place.path);
    const obstacle = obstacleToRetry(about, who, now);
    if (obstacle) throw obstacle;
    const attempt = approval.attempts + 1;
    const state = await approvalMachine.move(
      "retry",
      ({ where, data }) =>
        tx.approval.updateMany({
          where: { id: approvalId, ...where },
          data: {
            ...data,
            attempts: attempt,
            runId: null,
            leaseUntil: after(now, executionLease),
            error: Prisma.DbNull,
            finishedAt: null,
          },
        }),
      stateOf(tx, approvalId),
    );
    audit.target(auditTarget(approval));
    audit.change({ state: approval.state, attempts: approval.attempts }, { state, attempts: attempt });
    emit("approvals/retried", { approvalId, attempt });
    return { approvalId, state, attempt };
  },
});
