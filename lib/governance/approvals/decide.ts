import type { Run } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { caseOf } from "@/lib/governance/approvals/case";
import { auditTarget, type LockedApproval, lockApproval } from "@/lib/governance/approvals/locked";
import { deedOf } from "@/lib/governance/approvals/persons";
import { obstacleToDecide } from "@/lib/governance/approvals/rules";

/**
 * Fills the current step of an approval with the caller's word.
 * @throws conflict (no longer pending, expired), forbidden (own request, decided before, permission of the step), not_found.
 */
export async function fillStep(
  {
    input: { approvalId, reason },
    tx,
    caller,
    place,
    audit,
    now,
  }: Run<{ approvalId: string; reason?: string }>,
  approved: boolean,
): Promise<LockedApproval> {
  const approval = await lockApproval(tx, approvalId);
  const { about, who } = await caseOf(tx, approval, caller, place.path);
  const obstacle = obstacleToDecide(about, who, now);
  if (obstacle) throw obstacle;
  await tx.approvalDecision.create({
    data: {
      id: newId(),
      approvalId,
      step: approval.currentStep,
      ...deedOf(caller)!,
      approved,
      reason: reason ?? null,
      createdAt: now,
    },
    select: { id: true },
  });
  audit.target(auditTarget(approval));
  return approval;
}
