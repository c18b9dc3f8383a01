import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { fillStep } from "@/lib/governance/approvals/decide";
import { stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";

/** Refuses the current step, and with it the request. Takes the same right as agreeing to it. */
export const rejectApproval = command({
  name: "approvals.reject",
  permission: "governance.approvals.review",
  approvable: false,
  input: object({ approvalId: id, reason }),
  scope: ofRow("approval", (input) => input.approvalId),
  async run(run) {
    const { tx, audit, emit, now } = run;
    const { id } = await fillStep(run, false);
    const state = await approvalMachine.move(
      "reject",
      ({ where, data }) =>
        tx.approval.updateMany({
          where: { id, ...where },
          data: { ...data, decidedAt: now, finishedAt: now },
        }),
      stateOf(tx, id),
    );
    audit.change({ state: "pending" }, { state });
    emit("approvals/rejected", { approvalId: id });
    return { approvalId: id, state };
  },
});
