import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { createServiceCentre } from "@/lib/field-service/service-centres/create";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";

export const generateMetadata = titled("field-service.commands.service-centres.create.title");

export default async function NewServiceCentrePage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, createServiceCentre.permission);
  const spec = offer(reader, createServiceCentre, {
    ask: ["name", "address", "organizationId"],
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("field-service/service-centres/:centreId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, serviceCentres, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, serviceCentres)}
    />
  );
}
