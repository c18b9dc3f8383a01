import { command, requireStepUp } from "@/lib/core/command";
import { directory } from "@/lib/core/directory";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { fillStep } from "@/lib/governance/approvals/decide";
import { stateOf } from "@/lib/governance/approvals/locked";
import { approvalMachine } from "@/lib/governance/approvals/machine";

/**
 * Agrees to the current step. It takes the permission of that step as well, and proof of identity where the command itself
 * would ask for it. The last step has the command carried out by the durable function `execute-approval`.
 */
export const approveApproval = command({
  name: "approvals.approve",
  permission: "governance.approvals.review",
  approvable: false,
  input: object({ approvalId: id, reason: reason.optional() }),
  scope: ofRow("approval", (input) => input.approvalId),
  async run(run) {
    const { tx, caller, audit, emit, now } = run;
    const approval = await fillStep(run, true);
    const waiting = directory().commands.get(approval.command);
    if (waiting) requireStepUp(waiting, caller);
    const { id, currentStep, steps, attempts } = approval;
    const step = currentStep + 1;
    const label = steps[currentStep]?.label;
    if (step < steps.length) {
      await tx.approval.update({ where: { id }, data: { currentStep: step }, select: { id: true } });
      audit.change({ step: null }, { step: label });
      emit("approvals/advanced", { approvalId: id });
      return { approvalId: id, state: "pending", step };
    }
    const state = await approvalMachine.move(
      "approve",
      ({ where, data }) =>
        tx.approval.updateMany({
          where: { id, ...where },
          data: { ...data, currentStep: step, decidedAt: now },
        }),
      stateOf(tx, id),
    );
    audit.change({ state: "pending", step: null }, { state, step: label });
    emit("approvals/approved", { approvalId: id, attempt: attempts + 1 });
    return { approvalId: id, state, step };
  },
});
