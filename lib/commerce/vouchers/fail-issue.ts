import { z } from "zod";
import { voucherIssueMachine } from "@/lib/commerce/vouchers/machine";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";

/** The job gave up: what was given stays given, and whoever asked is told. */
export const failVoucherIssue = command({
  name: "vouchers.fail-issue",
  permission: null,
  approvable: false,
  input: object({ issueId: id, message: z.string().min(1).max(500) }),
  scope: bySystem(ofRow("voucher_issue", (input) => input.issueId)),
  async run({ input: { issueId, message }, tx, place, audit, now }) {
    const read = () =>
      tx.voucherIssue.findUnique({
        where: { id: issueId },
        select: { state: true, operatorId: true, issued: true, template: { select: { name: true } } },
      });
    const state = await voucherIssueMachine.move(
      "fail",
      ({ where, data }) =>
        tx.voucherIssue.updateMany({
          where: { id: issueId, ...where },
          data: { ...data, error: message, endedAt: now },
        }),
      read,
    );
    const issue = (await read())!;
    if (issue.operatorId)
      await notify(tx, {
        operatorIds: [issue.operatorId],
        message: "commerce.inbox.voucher_issue_failed",
        params: { name: issue.template.name, count: issue.issued },
        href: `commerce/voucher-issues/${issueId}`,
        organizationId: place.organizationId,
        now,
      });
    audit.target({ type: "voucher-issues", id: issueId, label: issue.template.name });
    audit.reason(message);
    return { issueId, state };
  },
});
