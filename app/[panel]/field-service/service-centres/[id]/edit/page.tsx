import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { readServiceCentre } from "@/lib/field-service/service-centres/read";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";
import { updateServiceCentre } from "@/lib/field-service/service-centres/update";

export const generateMetadata = titled("field-service.commands.service-centres.update.title");

export default async function EditServiceCentrePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, serviceCentres.permission), params]);
  const { name, address, version, path } = await orNotFound(readServiceCentre(id, reader.caller));
  const page = reader.href(`field-service/service-centres/${id}`);
  const spec = offer(
    reader,
    updateServiceCentre,
    {
      ask: ["name", "address"],
      changes: { name: { required: true } },
      defaults: { centreId: id, version, name, address },
      submitLabel: reader.t("core.common.save"),
      doneHref: page,
    },
    path,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, serviceCentres, { label: name, href: page }, { label: spec.label })}
      spec={spec}
      cancelHref={page}
    />
  );
}
