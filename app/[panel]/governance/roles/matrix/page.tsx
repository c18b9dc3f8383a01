import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { crumbsOf } from "@/components/console/crumbs";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { permissionGroups } from "@/components/console/roles/permission-groups";
import { RolesOverview } from "@/components/console/roles/roles-overview";
import { roleTabs } from "@/components/console/roles/tabs";
import { PageHeader } from "@/components/shell/page-header";
import { asRecords, list } from "@/lib/core/resource/list";
import { roles } from "@/lib/governance/roles/resource";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("core.console.tabs");
  return { title: t("matrix") };
}

export default async function RolesMatrixPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, roles.permission);
  const page = await list(
    roles,
    { filters: {}, columns: ["name", "permissions"], limit: 100 },
    reader.caller,
    {
      withTotal: false,
    },
  );
  const tabs = roleTabs(reader);
  return (
    <>
      <PageHeader
        title={reader.t("governance.resources.roles.label")}
        crumbs={crumbsOf(reader, roles)}
        tabs={tabs}
        activeTab={tabs[1]?.href}
      />
      <RolesOverview
        groups={permissionGroups(reader.t)}
        roles={asRecords(page).map((role) => ({
          id: String(role.id),
          name: String(role.name),
          href: reader.href(`governance/roles/${role.id}`),
          permissions: new Set(role.permissions as string[]),
        }))}
      />
    </>
  );
}
