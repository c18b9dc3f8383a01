import { ApprovalChange } from "@/components/console/approvals/approval-change";
import { ApprovalExecution } from "@/components/console/approvals/approval-execution";
import { ApprovalNotice } from "@/components/console/approvals/approval-notice";
import { ApprovalSteps } from "@/components/console/approvals/approval-steps";
import { approvalFacts } from "@/components/console/approvals/facts";
import { fileFacts } from "@/components/console/approvals/file-facts";
import { approvalOffers } from "@/components/console/approvals/offers";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { Timeline } from "@/components/console/timeline";
import { actionTitle } from "@/components/console/timeline-of";
import { readApproval } from "@/lib/governance/approvals/read";
import { approvals } from "@/lib/governance/approvals/resource";
import { jobRuns } from "@/lib/sre/job-runs/resource";

export const generateMetadata = titled("governance.resources.approvals.one");

export default async function ApprovalPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, approvals.permission), params]);
  const approval = await orNotFound(readApproval(reader.caller, id));
  const { t } = reader;
  const title = actionTitle(approval.command, t);
  const moving = approval.state === "approved" || approval.state === "executing";
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, approvals, { label: approval.number })}
      title={approval.target ? `${title}: ${approval.target.label}` : title}
      number={approval.number}
      state={{ value: approval.state, options: stateOptions(reader, approvals) }}
      actions={approvalOffers(reader, approval)}
      primaryAction={approval.actions.approve.allowed}
      links={<SecureLink reader={reader} targetType="approvals" targetId={id} />}
      notice={<ApprovalNotice reader={reader} approval={approval} />}
      facts={[...approvalFacts(reader, approval), ...(await fileFacts(reader, approval))]}
      asideFirst={<ApprovalSteps reader={reader} steps={approval.steps} />}
    >
      {moving ? <Refresh seconds={3} /> : null}
      <ApprovalChange reader={reader} approval={approval} />
      <ApprovalExecution reader={reader} approval={approval} runStates={stateOptions(reader, jobRuns)} />
      <Timeline
        reader={reader}
        // All of it is of this one approval.
        entries={approval.timeline.toReversed().map((entry) => ({ ...entry, approval: null }))}
        noun={approval.target?.type ?? "approvals"}
      />
    </RecordPage>
  );
}
