import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { policyCommands, stepPermissions } from "@/components/console/policies/policy-choices";
import { PolicyForm } from "@/components/console/policies/policy-form";
import { readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { approvalPolicies } from "@/lib/governance/approval-policies/resource";
import { organizationChoice } from "@/lib/governance/sessions/choices";

export const generateMetadata = titled("governance.commands.approval-policies.create.title");

export default async function NewApprovalPolicyPage({ params, searchParams }: ListPageProps) {
  const [reader, { command }] = await Promise.all([
    readerWith(params, createApprovalPolicy.permission),
    searchParams,
  ]);
  const { caller, t, href } = reader;
  const title = t("governance.commands.approval-policies.create.title");
  const organization = await organizationChoice(caller.grants, caller.scope.organizationId);
  return (
    <>
      <PageHeader
        title={title}
        description={t("governance.commands.approval-policies.create.description")}
        crumbs={crumbsOf(reader, approvalPolicies, { label: title })}
      />
      <PolicyForm
        commands={policyCommands(t)}
        permissions={stepPermissions(t)}
        initial={{
          name: "",
          command: typeof command === "string" ? command : "",
          conditions: [],
          steps: [{ key: "first", label: "", permission: "governance.approvals.review" }],
          expiresInHours: "72",
          enabled: true,
        }}
        organization={organization?.name ?? ""}
        doneHref={href("governance/approval-policies/:approvalPolicyId")}
        cancelHref={listPath(reader, approvalPolicies)}
      />
    </>
  );
}
