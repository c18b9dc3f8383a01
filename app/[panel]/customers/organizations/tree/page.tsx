import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { crumbsOf } from "@/components/console/crumbs";
import { OrganizationTree, type TreeNode } from "@/components/console/organizations/organization-tree";
import { organizationTabs } from "@/components/console/organizations/tabs";
import { type PanelParams, type Reader, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { describeResource } from "@/lib/core/resource/describe";
import { asRecords, list, record } from "@/lib/core/resource/list";
import { organizations } from "@/lib/customers/organizations/resource";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("core.console.tabs");
  return { title: t("tree") };
}

export default async function OrganizationTreePage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, organizations.permission);
  const { columns, label, recordHref } = describeResource(
    organizations,
    reader.caller,
    reader.t,
    reader.panel,
  );
  const options = (key: string) => columns.find((column) => column.key === key)?.options ?? [];
  const tabs = organizationTabs(reader);
  return (
    <>
      <PageHeader
        title={label}
        crumbs={crumbsOf(reader, organizations)}
        tabs={tabs}
        activeTab={tabs[1]?.href}
      />
      <Card flush>
        <OrganizationTree
          label={label}
          roots={[await rootOf(reader)]}
          kinds={Object.fromEntries(options("kind").map((option) => [option.value, option.label]))}
          states={options("state")}
          recordHref={recordHref ?? ""}
        />
      </Card>
    </>
  );
}

const firstChildren = 200;

async function rootOf({ caller }: Reader): Promise<TreeNode> {
  const parentId = caller.scope.organizationId;
  const [root, below] = await Promise.all([
    record(organizations, parentId, caller),
    list(
      organizations,
      {
        filters: { parentId },
        sort: "name",
        limit: firstChildren,
        columns: ["number", "name", "kind", "state", "children"],
      },
      caller,
      { withTotal: false },
    ),
  ]);
  return { ...nodeOf(root), known: asRecords(below).map(nodeOf), cursor: below.nextCursor };
}

const nodeOf = (row: Record<string, unknown>): TreeNode => ({
  id: String(row.id),
  name: String(row.name),
  number: String(row.number),
  kind: String(row.kind),
  state: String(row.state),
  children: Number(row.children),
});
