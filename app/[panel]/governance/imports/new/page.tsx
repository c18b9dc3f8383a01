import { notFound } from "next/navigation";
import { crumbsOf } from "@/components/console/crumbs";
import { ImportWizard } from "@/components/console/imports/import-wizard";
import { importersFor } from "@/components/console/imports/importers";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { importColumns } from "@/lib/governance/imports/preview";
import { imports } from "@/lib/governance/imports/resource";
import { organizationChoice } from "@/lib/governance/sessions/choices";
import { setting } from "@/lib/settings/settings/read";

export const generateMetadata = titled("core.console.import");

export default async function NewImportPage({ params, searchParams }: ListPageProps) {
  const [reader, { importer: wanted }] = await Promise.all([readerOf(params), searchParams]);
  const { caller, href } = reader;
  const choices = importersFor(reader);
  const chosen = choices.find(({ name }) => name === wanted) ?? choices[0];
  if (!chosen) notFound();
  const [columns, place, { maxUploadMegabytes }] = await Promise.all([
    importColumns(chosen.name, caller),
    organizationChoice(caller.grants, caller.scope.organizationId),
    setting("files"),
  ]);
  const base = href("governance/imports/new");
  return (
    <>
      <PageHeader
        title={chosen.title}
        description={chosen.description}
        crumbs={crumbsOf(reader, imports, { label: chosen.title })}
        tabs={
          choices.length > 1
            ? choices.map(({ name, title }) => ({ href: `${base}?importer=${name}`, label: title }))
            : undefined
        }
        activeTab={`${base}?importer=${chosen.name}`}
      />
      <ImportWizard
        key={chosen.name}
        importer={chosen.name}
        columns={columns.map((column) => ({
          ...column,
          values: column.values.map((value) => ({ value, label: chosen.valueLabel(column.key, value) })),
        }))}
        place={place?.name ?? ""}
        maxBytes={maxUploadMegabytes * 1024 * 1024}
        recordHref={href("governance/imports/:id")}
      />
    </>
  );
}
