import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import { openStates } from "@/lib/commerce/refunds/machine";
import type { Tx } from "@/lib/core/db";
import { awaitOutside, type ExecutionOutcome, settleApproval } from "@/lib/governance/approvals/ending";

type Refund = Pick<LockedRefund, "id" | "approvalId">;

/**
 * Ends the approval a refund was agreed to in, unless a person who looked has ended it already. While another refund of the
 * same approval is under way, that one decides.
 */
export async function endRefundApproval(
  tx: Tx,
  { id, approvalId }: Refund,
  outcome: ExecutionOutcome,
  now: Date,
): Promise<void> {
  if (!approvalId) return;
  await tx.$queryRaw`select 1 from approval where id = ${approvalId}::uuid for update`;
  const others = await tx.refund.count({
    where: { approvalId, id: { not: id }, state: { in: [...openStates] } },
  });
  if (others > 0) return;
  const { state } = await tx.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { state: true },
  });
  if (state === "executing" || (state === "failed" && outcome.outcome === "executed"))
    await settleApproval(tx, approvalId, outcome, now);
}

/** Whoever moves the money has taken it up and will say when it has moved: the approval waits for that. */
export async function keepApprovalWaiting(tx: Tx, { approvalId }: Refund): Promise<void> {
  if (!approvalId) return;
  await tx.$queryRaw`select 1 from approval where id = ${approvalId}::uuid for update`;
  await awaitOutside(tx, approvalId);
}
