import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { viewRows } from "@/components/console/views/view-rows";
import { deleteView } from "@/lib/governance/saved-views/delete";
import { savedViews } from "@/lib/governance/saved-views/resource";

export const generateMetadata = titled("governance.resources.saved-views.label");

export default async function SavedViewsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerOf(params);
  const { t } = reader;
  return (
    <ResourcePage
      reader={reader}
      resource={savedViews}
      rows={(query) => viewRows(query, reader)}
      searchParams={searchParams}
      description={t("governance.pages.saved-views.description")}
      bulk={offered([offer(reader, deleteView, { icon: "trash-2", danger: true })]).map((spec) => ({
        ...spec,
        idField: "savedViewId",
      }))}
      emptyTitle={t("governance.pages.saved-views.empty")}
      emptyDescription={t("governance.pages.saved-views.emptyDescription")}
    />
  );
}
