import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { titledRows } from "@/components/console/worded-rows";
import { cancelExport } from "@/lib/governance/exports/cancel";
import { exports } from "@/lib/governance/exports/resource";

export const generateMetadata = titled("governance.resources.exports.label");

export default async function ExportsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, exports.permission);
  const { t } = reader;
  return (
    <ResourcePage
      reader={reader}
      resource={exports}
      rows={(query) => titledRows(exports, query, reader, "resource")}
      searchParams={searchParams}
      bulk={offered([offer(reader, cancelExport, { icon: "circle-stop", ask: ["reason"] })]).map((spec) => ({
        ...spec,
        idField: "exportId",
      }))}
      emptyTitle={t("governance.pages.exports.empty")}
      emptyDescription={t("governance.pages.exports.emptyDescription")}
    />
  );
}
