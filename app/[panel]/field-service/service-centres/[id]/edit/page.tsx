import { EditPage } from "@/components/console/edit-page";
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
  return (
    <EditPage
      reader={reader}
      resource={serviceCentres}
      of={{ label: name, href: reader.href(`field-service/service-centres/${id}`) }}
      command={updateServiceCentre}
      path={path}
      form={{
        ask: ["name", "address"],
        changes: { name: { required: true } },
        defaults: { centreId: id, version, name, address },
      }}
    />
  );
}
