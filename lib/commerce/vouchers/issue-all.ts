import { issueVoucherBatch, voucherBatch } from "@/lib/commerce/vouchers/issue-batch";
import { countRecipients, nextRecipients, type Recipients } from "@/lib/commerce/vouchers/recipients";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

/**
 * Gives the next batch of an issue; nothing when it is over.
 * @returns how many have theirs now, and whether that was all.
 */
export async function issueNextBatch(issueId: string): Promise<{ issued: number; over: boolean }> {
  const [issue] = await prisma.$queryRaw<
    {
      path: string;
      state: string;
      customer_ids: string[];
      organization_ids: string[];
      filter: Record<string, string> | null;
      last_recipient_id: string | null;
      issued: number;
      total: number;
      created_at: Date;
    }[]
  >`
    select organization.path::text as path, voucher_issue.state::text as state, customer_ids, organization_ids,
           filter, last_recipient_id,
           issued, total, voucher_issue.created_at
    from voucher_issue join organization on organization.id = voucher_issue.organization_id
    where voucher_issue.id = ${issueId}::uuid`;
  if (issue?.state !== "running") return { issued: issue?.issued ?? 0, over: true };
  const recipients: Recipients = {
    path: issue.path,
    customerIds: issue.customer_ids,
    organizationIds: issue.organization_ids,
    filter: issue.filter,
    until: issue.created_at,
  };
  const next = await nextRecipients(recipients, issue.last_recipient_id, voucherBatch);
  const { issued, over } = await perform(
    issueVoucherBatch,
    {
      issueId,
      afterId: issue.last_recipient_id,
      recipientIds: next.map((row) => row.id),
      total: issue.total || (await countRecipients(recipients)),
      last: next.length < voucherBatch,
    },
    await systemCaller("issue-vouchers"),
  );
  return { issued, over };
}
