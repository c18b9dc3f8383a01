import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import type { Tx } from "@/lib/core/db";
import { type ExecutionOutcome, settleApproval } from "@/lib/governance/approvals/ending";

/** Ends the approval a refund was agreed to in, unless a person who looked has ended it already. */
export async function endRefundApproval(
  tx: Tx,
  { approvalId }: Pick<LockedRefund, "approvalId">,
  outcome: ExecutionOutcome,
  now: Date,
): Promise<void> {
  if (!approvalId) return;
  await tx.$queryRaw`select 1 from approval where id = ${approvalId}::uuid for update`;
  const approval = await tx.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { state: true },
  });
  if (approval.state === "executing") await settleApproval(tx, approvalId, outcome, now);
}
