import { Plus } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { deleteApprovalPolicy } from "@/lib/governance/approval-policies/delete";
import { approvalPolicies } from "@/lib/governance/approval-policies/resource";

export const generateMetadata = titled("governance.resources.approval-policies.label");

export default async function ApprovalPoliciesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, approvalPolicies.permission);
  const { t } = reader;
  const create = may(reader.caller, createApprovalPolicy.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={reader.href("governance/approval-policies/new")}>
        <Plus aria-hidden />
        {t("governance.commands.approval-policies.create.title")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={approvalPolicies}
      searchParams={searchParams}
      actions={create}
      bulk={offered([offer(reader, deleteApprovalPolicy, { icon: "trash-2", danger: true })]).map((spec) => ({
        ...spec,
        idField: "approvalPolicyId",
      }))}
      emptyTitle={t("governance.pages.approval-policies.empty")}
      emptyDescription={t("governance.pages.approval-policies.emptyDescription")}
      emptyAction={create}
    />
  );
}
