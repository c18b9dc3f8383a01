import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { disputes } from "@/lib/billing/disputes/resource";

export const generateMetadata = titled("billing.resources.disputes.label");

export default async function DisputesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, disputes.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={disputes}
      searchParams={searchParams}
      emptyDescription={reader.t("billing.pages.disputes.empty")}
    />
  );
}
