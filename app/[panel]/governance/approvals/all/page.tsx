import { approvalTabs } from "@/components/console/approvals/tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { approvals } from "@/lib/governance/approvals/resource";

export const generateMetadata = titled("governance.resources.approvals.label");

export default async function AllApprovalsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, approvals.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={approvals}
      searchParams={searchParams}
      path="governance/approvals/all"
      tabs={await approvalTabs(reader)}
    />
  );
}
