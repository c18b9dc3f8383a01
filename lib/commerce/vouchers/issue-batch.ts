import { z } from "zod";
import type { WalletOwner } from "@/lib/billing/wallets/open";
import { giveVouchers, type VoucherSource } from "@/lib/commerce/vouchers/give";
import { voucherIssueMachine } from "@/lib/commerce/vouchers/machine";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { bySystem, ofRow } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";

/** How many are given in one transaction. */
export const voucherBatch = 500;

const sources: Record<string, VoucherSource> = { sign_up: "sign_up", date: "date" };

/**
 * Gives the next vouchers of an issue. Who has been reached is kept with what they were given, in one transaction: a job that
 * breaks off goes on where it was, and nobody gets a second one.
 */
export const issueVoucherBatch = command({
  name: "vouchers.issue-batch",
  permission: null,
  approvable: false,
  input: object({
    issueId: id,
    /** The last one reached before; null at the beginning. */
    afterId: id.nullable(),
    /** Who comes next, in id order: customers, or the organizations an issue names. */
    recipientIds: z.array(id).max(voucherBatch),
    /** How many are reached in all. */
    total: z.int().nonnegative(),
    /** These are the last. */
    last: z.boolean(),
  }),
  scope: bySystem(ofRow("voucher_issue", (input) => input.issueId)),
  timeout: 120_000,
  async run({ input: { issueId, afterId, recipientIds, total, last }, tx, place, audit, now }) {
    await tx.$queryRaw`select 1 from voucher_issue where id = ${issueId}::uuid for update`;
    const issue = await tx.voucherIssue.findUnique({
      where: { id: issueId },
      select: {
        state: true,
        target: true,
        templateId: true,
        lastRecipientId: true,
        issued: true,
        skipped: true,
        reason: true,
        operatorId: true,
        template: { select: { name: true, amount: true, currency: true } },
      },
    });
    if (!issue) throw notFound();
    const { template } = issue;
    audit.target({ type: "voucher-issues", id: issueId, label: template.name });
    // Another run was here in the meantime.
    if (issue.state !== "running" || issue.lastRecipientId !== afterId)
      return { issueId, issued: issue.issued, over: issue.state !== "running" };
    const owners =
      issue.target === "organizations"
        ? recipientIds.map((organizationId) => ({ organizationId, customerId: null }))
        : await customersNamed(tx, recipientIds);
    const given = await giveVouchers(tx, {
      templateId: issue.templateId,
      owners,
      source: sources[issue.target] ?? "issue",
      issueId,
      reason: issue.reason,
      operatorId: issue.operatorId,
      at: now,
    });
    const issued = issue.issued + given.length;
    await tx.voucherIssue.update({
      where: { id: issueId },
      data: {
        total,
        issued,
        skipped: issue.skipped + owners.length - given.length,
        lastRecipientId: recipientIds.at(-1) ?? issue.lastRecipientId,
        ...(last ? { state: voucherIssueMachine.moves.complete.to, endedAt: now } : {}),
      },
      select: { id: true },
    });
    if (last && issue.operatorId)
      await notify(tx, {
        operatorIds: [issue.operatorId],
        message: "commerce.inbox.vouchers_issued",
        params: { name: template.name, count: issued },
        href: `commerce/voucher-issues/${issueId}`,
        organizationId: place.organizationId,
        now,
      });
    const worth = Money.of(template.amount.toFixed(), template.currency).times(String(given.length));
    audit.change(null, { given: given.length, worth: worth.toJSON() });
    return { issueId, issued, over: last };
  },
});

async function customersNamed(tx: Tx, customerIds: readonly string[]): Promise<WalletOwner[]> {
  const customers = await tx.customer.findMany({
    where: { id: { in: [...customerIds] } },
    select: { id: true, organizationId: true },
    orderBy: { id: "asc" },
  });
  return customers.map(({ id, organizationId }) => ({ customerId: id, organizationId }));
}
