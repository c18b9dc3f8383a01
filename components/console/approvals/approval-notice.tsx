import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { describeError } from "@/lib/core/i18n/translate";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import type { Reader } from "../reader";

/** What the reader must know before anything else: why they cannot decide, or that nobody knows how it ended. */
export function ApprovalNotice({ reader, approval }: { reader: Reader; approval: ApprovalRecord }) {
  const { t } = reader;
  const { approve } = approval.actions;
  if (approval.unknownSince)
    return (
      <Notice tone="danger" title={t("governance.pages.approvals.unknown")}>
        {t("governance.pages.approvals.unknownDescription")}{" "}
        <Time value={approval.unknownSince} style="both" />
      </Notice>
    );
  if (approval.state === "pending" && !approve.allowed)
    return (
      <Notice tone="neutral" title={t("governance.pages.approvals.notYours")}>
        {describeError(approve, t)}
      </Notice>
    );
  return null;
}
