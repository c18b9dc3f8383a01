import { approvalTabs } from "@/components/console/approvals/tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { operatorOf } from "@/lib/core/caller";
import { approvals } from "@/lib/governance/approvals/resource";

export const generateMetadata = titled("governance.pages.approvals.tabs.mine");

export default async function MyApprovalsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, approvals.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={approvals}
      searchParams={searchParams}
      path="governance/approvals/mine"
      fixed={{ requesterId: operatorOf(reader.caller) ?? "" }}
      tabs={await approvalTabs(reader)}
      emptyTitle={reader.t("governance.pages.approvals.nothingMine")}
      emptyDescription={reader.t("governance.pages.approvals.nothingMineDescription")}
    />
  );
}
