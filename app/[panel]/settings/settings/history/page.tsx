import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { settingTabs } from "@/components/console/settings/tabs";
import { settingVersions } from "@/lib/settings/settings/resource";

export const generateMetadata = titled("settings.resources.settings.label");

export default async function SettingsHistoryPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, settingVersions.permission, { platformOnly: true });
  const title = reader.t("settings.pages.settings.title");
  return (
    <ResourcePage
      reader={reader}
      resource={settingVersions}
      searchParams={searchParams}
      path="settings/settings/history"
      title={title}
      description={reader.t("settings.pages.settings.historyDescription")}
      crumbs={[{ label: title }]}
      tabs={settingTabs(reader)}
    />
  );
}
