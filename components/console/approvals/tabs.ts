import type { TabLink } from "@/components/shell/page-header";
import { may } from "@/lib/core/caller";
import { approvalCounts } from "@/lib/governance/approvals/counts";
import { approvals, approvalsForMe } from "@/lib/governance/approvals/resource";
import type { Reader } from "../reader";

/** What waits for the reader, what they asked for, and everything, each with how much of it is open. */
export async function approvalTabs(reader: Reader): Promise<TabLink[]> {
  const { caller, t } = reader;
  const counts = await approvalCounts(caller);
  const texts = "governance.pages.approvals.tabs";
  const reads = may(caller, approvals.permission ?? "");
  return [
    ...(may(caller, approvalsForMe.permission ?? "")
      ? [{ href: reader.href("governance/approvals"), label: t(`${texts}.forMe`), count: counts.forMe }]
      : []),
    ...(reads
      ? [
          { href: reader.href("governance/approvals/mine"), label: t(`${texts}.mine`), count: counts.mine },
          { href: reader.href("governance/approvals/all"), label: t(`${texts}.all`), count: counts.all },
        ]
      : []),
  ];
}
