import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import { type approvalNews, notifyApproval } from "@/lib/governance/approvals/notify";

/**
 * Tells those concerned what happened to an approval.
 * @param key the event that says so: a repetition of it tells nobody twice.
 */
export async function tellOf(
  approvalId: string,
  news: (typeof approvalNews)[number],
  key: string,
): Promise<{ told: number }> {
  const caller = { ...(await systemCaller("notify-approval")), idempotencyKey: key };
  return perform(notifyApproval, { approvalId, news }, caller);
}
