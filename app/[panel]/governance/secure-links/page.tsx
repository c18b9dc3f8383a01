import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { titledRows } from "@/components/console/worded-rows";
import { secureLinks } from "@/lib/governance/secure-links/resource";
import { revokeSecureLink } from "@/lib/governance/secure-links/revoke";

export const generateMetadata = titled("governance.resources.secure-links.label");

export default async function SecureLinksPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, secureLinks.permission);
  const { t } = reader;
  return (
    <ResourcePage
      reader={reader}
      resource={secureLinks}
      rows={(query) => titledRows(secureLinks, query, reader, "targetType")}
      searchParams={searchParams}
      bulk={offered([offer(reader, revokeSecureLink, { icon: "ban", danger: true, ask: ["reason"] })]).map(
        (spec) => ({
          ...spec,
          idField: "secureLinkId",
        }),
      )}
      emptyTitle={t("governance.pages.secure-links.empty")}
      emptyDescription={t("governance.pages.secure-links.emptyDescription")}
    />
  );
}
