import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { endExecution } from "@/lib/governance/approvals/ending";
import { auditTarget, lockApproval, stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";

/** Ends what ran out of time: a request nobody decided on expires, an execution that got stuck failed. */
export const expireApproval = command({
  name: "approvals.expire",
  permission: null,
  approvable: false,
  input: object({ approvalId: id }),
  scope: bySystem(ofRow("approval", (input) => input.approvalId)),
  async run({ input: { approvalId }, tx, audit, emit, now }) {
    const approval = await lockApproval(tx, approvalId);
    audit.target(auditTarget(approval));
    if (approval.state === "executing" && approval.leaseUntil && approval.leaseUntil <= now) {
      const outcome = {
        outcome: "failed" as const,
        error: {
          code: "unavailable",
          reason: "governance.execution_stuck",
          params: {},
          message: "The execution did not end in time.",
        },
      };
      const { state, event } = await endExecution(tx, { approvalId, outcome, now });
      audit.change({ state: approval.state }, { state });
      if (event) emit(event, { approvalId });
      return { approvalId, state };
    }
    if (approval.state === "pending" && approval.expiresAt > now) throw conflict("governance.not_due");
    const state = await approvalMachine.move(
      "expire",
      ({ where, data }) =>
        tx.approval.updateMany({ where: { id: approvalId, ...where }, data: { ...data, finishedAt: now } }),
      stateOf(tx, approvalId),
    );
    audit.change({ state: approval.state }, { state });
    emit("approvals/expired", { approvalId });
    return { approvalId, state };
  },
});
