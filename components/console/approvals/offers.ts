import type { CommandSpec } from "@/components/form/command";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { cancelApproval } from "@/lib/governance/approvals/cancel";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import { rejectApproval } from "@/lib/governance/approvals/reject";
import { retryApproval } from "@/lib/governance/approvals/retry";
import { settleApproval } from "@/lib/governance/approvals/settle";
import { offer, offered } from "../command-offer";
import type { Reader } from "../reader";

/** What this reader may do with an approval now; the rules themselves say so (`readApproval`). */
export function approvalOffers(reader: Reader, approval: ApprovalRecord): CommandSpec[] {
  const { actions } = approval;
  const defaults = { approvalId: approval.id };
  const current = approval.steps.find((step) => step.state === "current");
  const texts = "governance.commands.approvals";
  const last = current === approval.steps.at(-1);
  return offered([
    actions.approve.allowed
      ? offer(reader, approveApproval, {
          icon: "circle-check",
          ask: ["reason"],
          defaults,
          description: reader.t(`${texts}.approve.consequences`, {
            step: current?.label ?? "",
            last: last ? "yes" : "no",
          }),
        })
      : null,
    actions.reject.allowed
      ? offer(reader, rejectApproval, { icon: "ban", danger: true, ask: ["reason"], defaults })
      : null,
    actions.retry.allowed
      ? offer(reader, retryApproval, {
          icon: "rotate-ccw",
          ask: ["reason"],
          defaults,
          ...(approval.mayEndOtherwise
            ? {}
            : { description: reader.t("governance.pages.approvals.sameAgainDescription") }),
        })
      : null,
    actions.settle.allowed
      ? offer(reader, settleApproval, {
          icon: "gavel",
          danger: true,
          ask: ["outcome", "reason"],
          changes: { outcome: { kind: "radio" } },
          defaults,
        })
      : null,
    actions.cancel.allowed
      ? offer(reader, cancelApproval, { icon: "undo-2", ask: ["reason"], defaults })
      : null,
  ]);
}
