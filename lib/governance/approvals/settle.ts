import { z } from "zod";
import { command } from "@/lib/core/command";
import { directory } from "@/lib/core/directory";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { caseOf } from "@/lib/governance/approvals/case";
import { settleApproval as settle, settledAsFailed } from "@/lib/governance/approvals/ending";
import { auditTarget, lockApproval } from "@/lib/governance/approvals/locked";
import { obstacleToSettle } from "@/lib/governance/approvals/rules";

/** A person who looked says how a call to the outside ended whose answer was lost (design section 4). */
export const settleApproval = command({
  name: "approvals.settle",
  permission: "governance.approvals.execute",
  approvable: false,
  sensitive: true,
  input: object({ approvalId: id, outcome: z.enum(["executed", "failed"]), reason }),
  scope: ofRow("approval", (input) => input.approvalId),
  async run({ input: { approvalId, outcome, reason }, tx, caller, place, audit, now }) {
    const approval = await lockApproval(tx, approvalId);
    const { about, who } = await caseOf(tx, approval, caller, place.path);
    const obstacle = obstacleToSettle(about, who);
    if (obstacle) throw obstacle;
    const undone =
      outcome === "failed"
        ? await directory().commands.get(approval.command)?.obstacleToFail?.(tx, approvalId)
        : null;
    if (undone) throw undone;
    const error = {
      code: "rule_violation",
      reason: settledAsFailed,
      params: {},
      message: reason,
    };
    const state = await settle(
      tx,
      approvalId,
      outcome === "executed" ? { outcome, result: { settledBecause: reason } } : { outcome, error },
      now,
    );
    audit.target(auditTarget(approval));
    audit.change({ state: approval.state, unknown: true }, { state, unknown: false });
    return { approvalId, state };
  },
});
