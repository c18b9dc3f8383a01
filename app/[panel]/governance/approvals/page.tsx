import { redirect } from "next/navigation";
import { approvalTabs } from "@/components/console/approvals/tabs";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf, readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { may } from "@/lib/core/caller";
import { approvals, approvalsForMe } from "@/lib/governance/approvals/resource";

export const generateMetadata = titled("governance.resources.approvals.label");

/** What waits for the reader; who decides nothing sees what there is. */
export default async function ApprovalsForMePage({ params, searchParams }: ListPageProps) {
  const { caller, href } = await readerOf(params);
  if (!may(caller, approvalsForMe.permission ?? "")) redirect(href("governance/approvals/all"));
  const reader = await readerWith(params, approvalsForMe.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={approvalsForMe}
      searchParams={searchParams}
      path="governance/approvals"
      title={reader.t("governance.resources.approvals.label")}
      crumbs={crumbsOf(reader, approvals)}
      tabs={await approvalTabs(reader)}
      emptyTitle={reader.t("governance.pages.approvals.nothingForMe")}
      emptyDescription={reader.t("governance.pages.approvals.nothingForMeDescription")}
    />
  );
}
