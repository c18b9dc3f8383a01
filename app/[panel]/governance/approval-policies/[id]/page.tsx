import { openApprovals } from "@/components/console/approvals/open-approvals";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { policyCommands, stepPermissions } from "@/components/console/policies/policy-choices";
import { valueText } from "@/components/console/policies/policy-draft";
import { PolicyForm } from "@/components/console/policies/policy-form";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RelatedList } from "@/components/console/related-list";
import { TargetTimeline } from "@/components/console/target-timeline";
import { CommandButton } from "@/components/form/command-button";
import { PageHeader } from "@/components/shell/page-header";
import { Badge } from "@/components/ui/badge";
import { deleteApprovalPolicy } from "@/lib/governance/approval-policies/delete";
import { readApprovalPolicy } from "@/lib/governance/approval-policies/read";
import { approvalPolicies } from "@/lib/governance/approval-policies/resource";
import { approvals } from "@/lib/governance/approvals/resource";

export const generateMetadata = titled("governance.resources.approval-policies.one");

export default async function ApprovalPolicyPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, approvalPolicies.permission), params]);
  const policy = await orNotFound(readApprovalPolicy(reader.caller, id));
  const { t, href } = reader;
  const open = await openApprovals(reader, { type: "approval-policies", id });
  const actions = offered([
    offer(reader, deleteApprovalPolicy, {
      icon: "trash-2",
      danger: true,
      defaults: { approvalPolicyId: id },
      doneHref: listPath(reader, approvalPolicies),
    }),
  ]);
  return (
    <>
      <PageHeader
        title={policy.name}
        beside={
          <Badge tone={policy.enabled ? "done" : "over"}>
            {t(
              policy.enabled
                ? "governance.pages.approval-policies.on"
                : "governance.pages.approval-policies.off",
            )}
          </Badge>
        }
        description={t("governance.pages.approval-policies.holds", {
          organization: policy.organization.name,
        })}
        crumbs={crumbsOf(reader, approvalPolicies, { label: policy.name })}
        actions={actions.map((spec) => <CommandButton key={spec.command} spec={spec} />)}
      />
      {open.length > 0 ? <div className="mb-4 flex flex-col gap-2">{open}</div> : null}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <PolicyForm
          key={policy.version}
          commands={policyCommands(t)}
          permissions={stepPermissions(t)}
          initial={{
            name: policy.name,
            command: policy.command,
            conditions: policy.conditions.map((condition, index) => ({
              key: `saved-${index}`,
              field: condition.field,
              operator: condition.operator,
              value: valueText(condition.value),
            })),
            steps: policy.steps.map((step, index) => ({ key: `saved-${index}`, ...step })),
            expiresInHours: String(policy.expiresInHours),
            enabled: policy.enabled,
          }}
          saved={{ id, version: policy.version }}
          organization={policy.organization.name}
          doneHref={href("governance/approval-policies/:approvalPolicyId")}
          cancelHref={listPath(reader, approvalPolicies)}
        />
        <div className="grid gap-4">
          <RelatedList
            reader={reader}
            resource={approvals}
            path="governance/approvals/all"
            filters={{ policyId: id }}
            columns={["number", "state", "createdAt"]}
          />
          <TargetTimeline reader={reader} target={{ type: "approval-policies", id }} />
        </div>
      </div>
    </>
  );
}
