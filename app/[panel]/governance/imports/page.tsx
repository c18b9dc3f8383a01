import { Upload } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { titledRows } from "@/components/console/worded-rows";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { mayImport } from "@/lib/governance/imports/importer";
import { imports } from "@/lib/governance/imports/resource";

export const generateMetadata = titled("governance.resources.imports.label");

export default async function ImportsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, imports.permission);
  const { t } = reader;
  const begin = mayImport(reader.caller) ? (
    <Button asChild look="primary">
      <Link href={reader.href("governance/imports/new")}>
        <Upload aria-hidden />
        {t("core.console.import")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={imports}
      rows={(query) => titledRows(imports, query, reader, "importer")}
      searchParams={searchParams}
      actions={begin}
      emptyTitle={t("governance.pages.imports.empty")}
      emptyDescription={t("governance.pages.imports.emptyDescription")}
      emptyAction={begin}
    />
  );
}
