import { requireGiveable } from "@/lib/commerce/vouchers/give";
import { voucherIssueMachine } from "@/lib/commerce/vouchers/machine";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Goes on with an issue that gave up, where it stopped: who was reached has theirs and gets no second one. */
export const resumeVoucherIssue = command({
  name: "voucher-issues.resume",
  permission: "commerce.vouchers.issue",
  input: object({ voucherIssueId: id }),
  scope: ofRow("voucher_issue", (input) => input.voucherIssueId),
  async run({ input: { voucherIssueId }, tx, place, audit, emit, now }) {
    const read = () =>
      tx.voucherIssue.findUnique({
        where: { id: voucherIssueId },
        select: {
          state: true,
          template: { select: { name: true, state: true, validDays: true, validUntil: true } },
        },
      });
    const issue = await read();
    if (!issue) throw notFound();
    if (issue.state === "failed") requireGiveable(issue.template, now);
    const state = await voucherIssueMachine.move(
      "resume",
      ({ where, data }) =>
        tx.voucherIssue.updateMany({
          where: { id: voucherIssueId, ...where },
          data: { ...data, error: null, endedAt: null },
        }),
      read,
    );
    emit("voucher-issues/begun", { issueId: voucherIssueId, organizationId: place.organizationId });
    audit.target({ type: "voucher-issues", id: voucherIssueId, label: issue.template.name });
    audit.change({ state: issue.state }, { state });
    return { voucherIssueId, state };
  },
});
