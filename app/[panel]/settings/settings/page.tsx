import { titled } from "@/components/console/metadata";
import { orNotFound, type PanelParams, readerWith } from "@/components/console/reader";
import { SettingCard } from "@/components/console/settings/setting-card";
import { settingTabs } from "@/components/console/settings/tabs";
import { PageHeader } from "@/components/shell/page-header";
import { settingVersions } from "@/lib/settings/settings/resource";
import { currentSettings } from "@/lib/settings/settings/versions";

export const generateMetadata = titled("settings.pages.settings.title");

export default async function SettingsPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, settingVersions.permission, { platformOnly: true });
  const settings = await orNotFound(currentSettings(reader.caller));
  const title = reader.t("settings.pages.settings.title");
  const tabs = settingTabs(reader);
  return (
    <>
      <PageHeader
        title={title}
        description={reader.t("settings.pages.settings.description")}
        crumbs={[{ label: title }]}
        tabs={tabs}
        activeTab={tabs[0]?.href}
      />
      <div className="gap-4 xl:columns-2">
        {settings.map((setting) => (
          <div key={setting.key} className="mb-4 break-inside-avoid">
            <SettingCard reader={reader} setting={setting} />
          </div>
        ))}
      </div>
    </>
  );
}
