import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { caseOf } from "@/lib/governance/approvals/case";
import { auditTarget, lockApproval, stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";
import { obstacleToCancel } from "@/lib/governance/approvals/rules";

/** Takes a request back: the requester, or whoever reviews approvals. */
export const cancelApproval = command({
  name: "approvals.cancel",
  permission: null,
  approvable: false,
  input: object({ approvalId: id, reason: reason.optional() }),
  scope: ofRow("approval", (input) => input.approvalId),
  async run({ input: { approvalId }, tx, caller, place, audit, emit, now }) {
    const approval = await lockApproval(tx, approvalId);
    const { about, who } = await caseOf(tx, approval, caller, place.path);
    const obstacle = obstacleToCancel(about, who);
    if (obstacle) throw obstacle;
    const state = await approvalMachine.move(
      "cancel",
      ({ where, data }) =>
        tx.approval.updateMany({
          where: { id: approvalId, ...where },
          data: { ...data, decidedAt: now, finishedAt: now },
        }),
      stateOf(tx, approvalId),
    );
    audit.target(auditTarget(approval));
    audit.change({ state: approval.state }, { state });
    emit("approvals/canceled", { approvalId });
    return { approvalId, state };
  },
});
