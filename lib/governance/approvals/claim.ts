import { z } from "zod";
import { after } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { executionLease } from "@/lib/governance/approvals/lease";
import { auditTarget, lockApproval, stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";

/**
 * A durable run takes an approval to carry it out. Each attempt can be claimed by one run, however often its event arrives; the
 * same run may claim again, which renews the lease.
 */
export const claimApproval = command({
  name: "approvals.claim",
  permission: null,
  approvable: false,
  input: object({ approvalId: id, attempt: z.int().positive(), runId: z.string().min(1).max(200) }),
  scope: bySystem(ofRow("approval", (input) => input.approvalId)),
  async run({ input: { approvalId, attempt, runId }, tx, audit, now }) {
    const approval = await lockApproval(tx, approvalId);
    const claim = { runId, leaseUntil: after(now, executionLease) };
    // After a retry it is executing already and waits for the run of that attempt.
    const renewed = await tx.approval.updateMany({
      where: {
        id: approvalId,
        state: "executing",
        attempts: attempt,
        unknownSince: null,
        OR: [{ runId: null }, { runId }],
      },
      data: claim,
    });
    if (renewed.count === 0)
      await approvalMachine.move(
        "claim",
        ({ where, data }) =>
          tx.approval.updateMany({
            where: { id: approvalId, attempts: attempt - 1, ...where },
            data: { ...data, ...claim, attempts: attempt },
          }),
        stateOf(tx, approvalId),
      );
    audit.target(auditTarget(approval));
    audit.change({ state: approval.state }, { state: "executing", attempt });
    return { approvalId, attempt };
  },
});
